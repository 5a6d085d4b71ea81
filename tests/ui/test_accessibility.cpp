// SPDX-License-Identifier: MIT
#include "tests/ui/accessiblewalk.h"
#include "tests/ui/samplepanels.h"
#include "tests/ui/surfaces.h"
#include "ui/mainwindow.h"

#include <QAccessible>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// What a screen reader is told of every page, tab and dialog.
class TestAccessibility final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void cleanup();
    void everySurfaceIsTold_data();
    void everySurfaceIsTold();
    void everyTabWithContentIsTold_data();
    void everyTabWithContentIsTold();
    void whatHappensElsewhereIsTold();

private:
    std::unique_ptr<LiveWindow> m_live;
};

void TestAccessibility::initTestCase()
{
    m_live = std::make_unique<LiveWindow>();
    QVERIFY(m_live->open());
}

void TestAccessibility::cleanupTestCase()
{
    m_live.reset();
}

void TestAccessibility::cleanup()
{
    closeDialogs(*m_live);
}

void TestAccessibility::everySurfaceIsTold_data()
{
    QTest::addColumn<int>("surface");
    const QList<Surface> all = surfaces();
    for (int i = 0; i < all.size(); ++i)
        QTest::newRow(all.at(i).name.constData()) << i;
}

void TestAccessibility::everySurfaceIsTold()
{
    QFETCH(const int, surface);
    QWidget* shown = surfaces().at(surface).show(*m_live);
    QVERIFY(shown);
    const QStringList findings = accessibilityFindings(*shown);
    QVERIFY2(findings.isEmpty(), qPrintable(findings.join(u'\n')));
}

void TestAccessibility::everyTabWithContentIsTold_data()
{
    QTest::addColumn<MakePanel>("make");
    const QList<SamplePanel> panels = samplePanels();
    for (const SamplePanel& panel : panels)
        QTest::newRow(panel.name) << panel.make;
}

void TestAccessibility::everyTabWithContentIsTold()
{
    QFETCH(const MakePanel, make);
    const std::unique_ptr<QWidget> panel = make();
    panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(panel.get()));
    const QStringList findings = accessibilityFindings(*panel);
    QVERIFY2(findings.isEmpty(), qPrintable(findings.join(u'\n')));
}

/// By the accessible name of what has changed, and an event that tells of it (which needs a screen reader to be heard).
void TestAccessibility::whatHappensElsewhereIsTold()
{
    MainWindow& window = m_live->window();
    window.showMonitor();
    const auto nameOf = [&window](const char* widget) {
        return QAccessible::queryAccessibleInterface(window.findChild<QWidget*>(QLatin1String(widget)))
            ->text(QAccessible::Name);
    };
    QVERIFY(m_live->deliverRefused());
    QTRY_VERIFY_WITH_TIMEOUT(nameOf("statusPanel").contains(QStringLiteral("refused")), livePatience);
    m_live->session().stopReceiver();
    QTRY_COMPARE_WITH_TIMEOUT(nameOf("stateBar"), QStringLiteral("Not listening"), livePatience);
    m_live->session().startReceiver();
    QTRY_VERIFY_WITH_TIMEOUT(nameOf("stateBar").startsWith(QStringLiteral("Listening on http://")), livePatience);
    const Sentence sentence{QStringLiteral("It does not work."), {}, QStringLiteral("Mend it.")};
    window.showProblem(sentence);
    QVERIFY(nameOf("problemBanner").startsWith(sentence.text())); // others may be beneath it
    auto* banner = window.findChild<QWidget*>(QStringLiteral("problemBanner"));
    QCOMPARE(QAccessible::queryAccessibleInterface(banner)->role(), QAccessible::AlertMessage);
}

QTEST_MAIN(TestAccessibility)
#include "test_accessibility.moc"
