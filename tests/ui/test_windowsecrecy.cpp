// SPDX-License-Identifier: MIT
#include "tests/ui/mainwindowfixture.h"
#include "ui/senddialog.h"
#include "ui/settingsdialog.h"

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

/// All that a widget shows and tells of itself.
QString textsOf(const QWidget& widget)
{
    QStringList texts{widget.windowTitle(), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()};
    if (const auto* label = qobject_cast<const QLabel*>(&widget))
        texts.append(label->text());
    else if (const auto* line = qobject_cast<const QLineEdit*>(&widget))
        texts.append(line->displayText());
    else if (const auto* text = qobject_cast<const QPlainTextEdit*>(&widget))
        texts.append(text->toPlainText());
    return texts.join(u'\n');
}

} // namespace

/// Whoever looks at the window, or has it read out, learns no secret.
class TestWindowSecrecy final : public MainWindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void neverShowsTheSecret();
};

/// Not where it is set or signed with either.
void TestWindowSecrecy::neverShowsTheSecret()
{
    openSession();
    action("settingsAction")->trigger();
    auto* settings = m_window->findChild<SettingsDialog*>();
    QVERIFY(settings);
    const QString hidden = QString::fromLatin1(secret);
    const auto whereItIsShown = [&]() -> QString {
        const QList<QWidget*> widgets = QList<QWidget*>{m_window.get()} + m_window->findChildren<QWidget*>();
        for (const QWidget* widget : widgets) {
            if (textsOf(*widget).contains(hidden))
                return widget->objectName() + u' ' + QLatin1String(widget->metaObject()->className());
        }
        return {};
    };
    QCOMPARE(whereItIsShown(), QString());
    settings->reject();
    action("sendAction")->trigger();
    QVERIFY(m_window->findChild<SendDialog*>());
    QCOMPARE(whereItIsShown(), QString());
    m_window->setWindowTitle(hidden); // and it would be seen
    QVERIFY(!whereItIsShown().isEmpty());
}

QTEST_MAIN(TestWindowSecrecy)
#include "test_windowsecrecy.moc"
