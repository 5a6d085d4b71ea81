// SPDX-License-Identifier: MIT
#include "tests/ui/mainwindowfixture.h"
#include "ui/monitoractions.h"
#include "ui/secretfield.h"
#include "ui/senddialog.h"

#include <QAbstractButton>
#include <QHash>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace kaunt;
using namespace kaunt::test;

namespace {

bool isControl(const QWidget& widget)
{
    return (widget.focusPolicy() & Qt::TabFocus) != 0 && !widget.objectName().startsWith(QLatin1String("qt_"));
}

/// The letter behind the ampersand; null where there is none.
QChar mnemonicOf(const QAction& action)
{
    const qsizetype place = action.text().indexOf(u'&');
    return place < 0 ? QChar() : action.text().at(place + 1).toLower();
}

enum class Page { Welcome, Connect, Monitor };

/// Of the buttons, and of the labels that lead to another control.
QStringList visibleTexts(const QWidget& window)
{
    QStringList texts;
    const QList<QAbstractButton*> buttons = window.findChildren<QAbstractButton*>();
    for (const QAbstractButton* button : buttons) {
        if (button->isVisible())
            texts.append(button->text());
    }
    const QList<QLabel*> labels = window.findChildren<QLabel*>();
    for (const QLabel* label : labels) {
        if (label->isVisible() && label->buddy())
            texts.append(label->text());
    }
    return texts;
}

/// The first two of these, and of those seen before, that one key stands for; empty where there are none.
QString firstClash(const QStringList& texts, QHash<QKeySequence, QString>& seen)
{
    for (const QString& text : texts) {
        const QKeySequence mnemonic = QKeySequence::mnemonic(text);
        if (mnemonic.isEmpty())
            continue;
        if (seen.contains(mnemonic))
            return text + QStringLiteral(" / ") + seen.value(mnemonic);
        seen.insert(mnemonic, text);
    }
    return {};
}

constexpr auto blankBehind = "whsec "; // there is a button then that mends it

} // namespace

/// Whatever the window can do is found: in a menu, by a key that is its own, and each control by a name.
class TestWindowActions final : public MainWindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void hasAMnemonicOrShortcutForEveryAction();
    void hasAPlaceInAMenuForEveryAction();
    void hasNoAmbiguousShortcut();
    void hasNoAmbiguousMnemonic_data();
    void hasNoAmbiguousMnemonic();
    void hasNoAmbiguousMnemonicWhereItSends();
    void namesEveryControl();
};

void TestWindowActions::hasAMnemonicOrShortcutForEveryAction()
{
    openSession();
    int actions = 0;
    int groups = 0;
    QSet<QChar> titles;
    const QList<QAction*> menus = m_window->menuBar()->actions();
    for (const QAction* menu : menus) {
        QVERIFY2(!titles.contains(mnemonicOf(*menu)), qPrintable(menu->text()));
        titles.insert(mnemonicOf(*menu));
        QSet<QChar> mnemonics;
        const QList<QAction*> entries = menu->menu()->actions();
        for (const QAction* entry : entries) {
            if (entry->isSeparator()) {
                ++groups;
                continue;
            }
            ++actions;
            const QChar mnemonic = mnemonicOf(*entry);
            QVERIFY2(!mnemonic.isNull() || !entry->shortcut().isEmpty(), qPrintable(entry->text()));
            QVERIFY2(mnemonic.isNull() || !mnemonics.contains(mnemonic), qPrintable(entry->text()));
            mnemonics.insert(mnemonic);
        }
    }
    QCOMPARE(titles.size(), 6);
    QVERIFY(!titles.contains(QChar()));
    QVERIFY(actions >= 20);
    QVERIFY(groups >= 10); // a long menu is read by its parts
    QVERIFY(action("quitAction")->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_Q));
}

void TestWindowActions::hasAPlaceInAMenuForEveryAction()
{
    const auto* actions = m_window->findChild<MonitorActions*>();
    const QList<QAction*> all = actions->findChildren<QAction*>(Qt::FindDirectChildrenOnly);
    QVERIFY(all.size() > 20);
    for (const QAction* one : all) {
        const QList<QObject*> places = one->associatedObjects();
        const bool isInAMenu = std::any_of(places.begin(), places.end(),
                                           [](const QObject* place) { return qobject_cast<const QMenu*>(place); });
        QVERIFY2(isInAMenu, qPrintable(one->objectName()));
    }
}

void TestWindowActions::hasNoAmbiguousShortcut()
{
    openSession();
    QHash<QKeySequence, QString> seen;
    const QList<QAction*> actions = m_window->findChildren<QAction*>();
    for (const QAction* one : actions) {
        const auto* owner = qobject_cast<const QWidget*>(one->parent());
        const bool isOutOfSight = owner && !owner->isVisible(); // and so without effect
        if (one->shortcut().isEmpty() || one->shortcutContext() != Qt::WindowShortcut || isOutOfSight)
            continue;
        QVERIFY2(!seen.contains(one->shortcut()),
                 qPrintable(one->text() + QStringLiteral(" / ") + seen.value(one->shortcut())));
        seen.insert(one->shortcut(), one->text());
    }
    QVERIFY(seen.size() >= 8);
}

void TestWindowActions::hasNoAmbiguousMnemonic_data()
{
    QTest::addColumn<Page>("page");
    QTest::newRow("welcome") << Page::Welcome;
    QTest::newRow("guide") << Page::Connect;
    QTest::newRow("monitor") << Page::Monitor;
}

/// Neither among the controls of a page nor between them and the menus, which are always there.
void TestWindowActions::hasNoAmbiguousMnemonic()
{
    QFETCH(const Page, page);
    if (page != Page::Welcome)
        openSession();
    if (page == Page::Connect) {
        m_window->showConnect();
        m_window->findChild<SecretField*>(QStringLiteral("webhookSecret"))->setSecret(blankBehind);
        m_window->findChild<SecretField*>(QStringLiteral("clientSecret"))->setSecret("'in quotes'");
    }
    if (page == Page::Monitor) {
        for (const auto* ofTheDemo : {"leaveDemo", "connectFromDemo"})
            m_window->findChild<QWidget*>(QLatin1String(ofTheDemo))->show();
    }
    QHash<QKeySequence, QString> seen;
    const QList<QAction*> menus = m_window->menuBar()->actions();
    for (const QAction* menu : menus)
        seen.insert(QKeySequence::mnemonic(menu->text()), menu->text());
    const QString clash = firstClash(visibleTexts(*m_window), seen);
    QVERIFY2(clash.isEmpty(), qPrintable(clash));
    QVERIFY(seen.size() > menus.size());
}

void TestWindowActions::hasNoAmbiguousMnemonicWhereItSends()
{
    openSession();
    action("sendAction")->trigger();
    const auto* dialog = m_window->findChild<SendDialog*>();
    QVERIFY(dialog);
    dialog->findChild<SecretField*>(QStringLiteral("sendSecret"))->setSecret(blankBehind);
    QVERIFY(dialog->findChild<QWidget*>(QStringLiteral("mendSecret"))->isVisible());
    QHash<QKeySequence, QString> seen;
    const QString clash = firstClash(visibleTexts(*dialog), seen);
    QVERIFY2(clash.isEmpty(), qPrintable(clash));
    QVERIFY(seen.size() >= 8);
}

void TestWindowActions::namesEveryControl()
{
    openSession();
    int controls = 0;
    const QList<QWidget*> widgets = currentPage()->findChildren<QWidget*>();
    for (const QWidget* widget : widgets) {
        if (!isControl(*widget) || !widget->isVisible())
            continue;
        ++controls;
        QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
    }
    QVERIFY(controls >= 8);
}

QTEST_MAIN(TestWindowActions)
#include "test_windowactions.moc"
