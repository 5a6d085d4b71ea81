// SPDX-License-Identifier: MIT
#include "core/sending/deliverysender.h"
#include "core/session/testevent.h"
#include "core/settings/settingsfile.h"
#include "tests/app/desktop/desktopmonitorfixture.h"
#include "tests/core/storage/logfixture.h"
#include "ui/connectpage.h"
#include "ui/deliverylistmodel.h"
#include "ui/deliverylistview.h"
#include "ui/welcomepage.h"
#include "ui/windowstate.h"

#include <QAction>
#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTcpServer>
#include <QTest>
#include <QUrl>

using namespace kaunt;
using namespace kaunt::test;

/// The program without its main(): from the first start to a running monitor, by way of the guide, the demo and
/// captures.
class TestDesktopMonitor final : public DesktopMonitorFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { keepSecretsInAFile(); }
    void init() { makeAnew(); }
    void cleanup() { end(); }
    void welcomesAtTheFirstStart();
    void showsALogWithoutSettings();
    void welcomesWhereOnlyTheGuideWasTried();
    void goesBackToALogWithoutSettings();
    void showsEventsOfTheDemo();
    void leavesTheDemoForTheGuide();
    void leavesTheDemoForTheBeginning();
    void leavesTheDemoForALogWithoutSettings();
    void keepsTheDemosWindowApart_data();
    void keepsTheDemosWindowApart();
    void storesTheNoteThatIsBeingWritten();
    void listensAtOnceWhenSetUp();
    void listensAgainAfterTheDemo_data();
    void listensAgainAfterTheDemo();
    void goesOnWhereNoDemoCanBegin();
    void keepsTheDemoFromTheSettingsPort();
    void opensACaptureAlone();
    void opensACaptureBesides();

private:
    void storeDelivery() const;
    [[nodiscard]] QString stateText() const
    {
        return window()->findChild<QLabel*>(QStringLiteral("stateText"))->text();
    }
    [[nodiscard]] bool isDemoShown() const
    {
        return isMonitorShown() && window()->findChild<QLabel*>(QStringLiteral("demoBadge"))->isVisible();
    }
    [[nodiscard]] static QList<QWidget*> captures();
};

void TestDesktopMonitor::storeDelivery() const
{
    const auto log = openLog(m_options.dataDirectory, {}, m_clock);
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("a"))).number, 1);
}

QList<QWidget*> TestDesktopMonitor::captures()
{
    QList<QWidget*> found = QApplication::topLevelWidgets();
    found.removeIf([](const QWidget* widget) { return widget->objectName() != QLatin1String("captureWindow"); });
    return found;
}

void TestDesktopMonitor::welcomesAtTheFirstStart()
{
    start();
    QVERIFY(window());
    QVERIFY(window()->isVisible());
    QVERIFY(qobject_cast<WelcomePage*>(page()));
    QVERIFY(!QFile::exists(m_options.dataDirectory));
}

void TestDesktopMonitor::showsALogWithoutSettings()
{
    (void)openLog(m_options.dataDirectory, {}, m_clock); // empty: nothing to see
    start();
    QTRY_VERIFY(window());
    QVERIFY(qobject_cast<WelcomePage*>(page()));
    m_monitor.reset();
    storeDelivery();
    start();
    QTRY_VERIFY(window());
    QCOMPARE(page()->objectName(), QStringLiteral("monitorPage"));
}

/// The settings of that test were not saved: with none, what Kaunt sends can't be received.
void TestDesktopMonitor::welcomesWhereOnlyTheGuideWasTried()
{
    Delivery sample = verifiedDelivery(QStringLiteral("b"));
    sample.headers = signedHeaders(sample.body, "whsec");
    {
        Delivery test = verifiedDelivery(QStringLiteral("a"));
        test.headers = sample.headers + HeaderList{{guideHeaderName, "1"}};
        const auto log = openLog(m_options.dataDirectory, {}, m_clock);
        QCOMPARE(appendOne(*log, test).number, 1);
    }
    start();
    QTRY_VERIFY(window());
    QVERIFY(qobject_cast<WelcomePage*>(page()));
    m_monitor.reset();
    const auto log = openLog(m_options.dataDirectory, {}, m_clock);
    QCOMPARE(appendOne(*log, sample).number, 2); // as kauntctl send makes it
    log->close();
    start();
    QTRY_VERIFY(window());
    QCOMPARE(page()->objectName(), QStringLiteral("monitorPage"));
}

/// From the guide and from the demo; and it listens there as it did before.
void TestDesktopMonitor::goesBackToALogWithoutSettings()
{
    storeDelivery();
    start();
    QTRY_VERIFY(isMonitorShown());
    for (const bool isDemoBetween : {false, true}) {
        QTRY_COMPARE_WITH_TIMEOUT(stateText(), QStringLiteral("Listening on"), patience);
        if (isDemoBetween) {
            Q_EMIT window()->demoRequested();
            QTRY_VERIFY(window()->findChild<QLabel*>(QStringLiteral("demoBadge"))->isVisible());
        }
        Q_EMIT window()->connectRequested();
        QTRY_VERIFY(qobject_cast<ConnectPage*>(page()));
        Q_EMIT window()->connectCancelled();
        QTRY_VERIFY(!qobject_cast<ConnectPage*>(page()));
        QVERIFY(isMonitorShown());
    }
    QTRY_COMPARE_WITH_TIMEOUT(stateText(), QStringLiteral("Listening on"), patience);
    QTRY_COMPARE(window()->findChild<DeliveryListModel*>()->rowCount(), 1);
}

void TestDesktopMonitor::showsEventsOfTheDemo()
{
    start(true);
    QVERIFY(isMonitorShown());
    auto* model = window()->findChild<DeliveryListModel*>();
    QTRY_VERIFY_WITH_TIMEOUT(model->rowCount() >= 2, patience);
    QVERIFY(window()->findChild<QLabel*>(QStringLiteral("demoBadge"))->isVisible());
    end();
    QVERIFY(QFile::exists(m_folder->filePath(QStringLiteral("demo/window.conf"))));
    QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("window.conf")))); // of the window beside it
}

void TestDesktopMonitor::leavesTheDemoForTheGuide()
{
    start();
    Q_EMIT window()->demoRequested();
    QTRY_VERIFY(isMonitorShown());
    Q_EMIT window()->connectRequested();
    QTRY_VERIFY(qobject_cast<ConnectPage*>(page()));
    QVERIFY(QFile::exists(m_options.dataDirectory));
    Q_EMIT window()->connectCancelled();
    QTRY_VERIFY(qobject_cast<WelcomePage*>(page()));
    Q_EMIT window()->demoRequested();
    QTRY_VERIFY(isMonitorShown());
}

/// Where there is no receiver of one's own yet.
void TestDesktopMonitor::leavesTheDemoForTheBeginning()
{
    start();
    Q_EMIT window()->demoRequested();
    QTRY_VERIFY(isMonitorShown());
    window()->findChild<QAction*>(QStringLiteral("leaveDemoAction"))->trigger();
    QTRY_VERIFY(qobject_cast<WelcomePage*>(page()));
    Q_EMIT window()->demoRequested();
    QTRY_VERIFY(isMonitorShown());
}

/// As a start without the demo would show it.
void TestDesktopMonitor::leavesTheDemoForALogWithoutSettings()
{
    storeDelivery();
    start(true);
    QTRY_VERIFY(isDemoShown());
    window()->findChild<QAction*>(QStringLiteral("leaveDemoAction"))->trigger();
    QTRY_VERIFY(isMonitorShown() && !isDemoShown());
    QTRY_COMPARE(window()->findChild<DeliveryListModel*>()->rowCount(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(stateText(), QStringLiteral("Listening on"), patience);
}

void TestDesktopMonitor::keepsTheDemosWindowApart_data()
{
    QTest::addColumn<bool>("isStartedAsDemo");
    QTest::newRow("begun with it") << true;
    QTest::newRow("begun from the menu") << false;
}

void TestDesktopMonitor::keepsTheDemosWindowApart()
{
    QFETCH(const bool, isStartedAsDemo);
    const auto columns = [this] { return window()->findChild<DeliveryListModel*>()->payloadColumns(); };
    const QStringList own{QStringLiteral("$.TenantId")};
    const QString ofTheDemo = QStringLiteral("$.CompanyName");
    const WindowState ownState(m_folder->path());
    ownState.setPayloadColumns(own);
    writeSettings();
    start(isStartedAsDemo);
    QTRY_VERIFY(isMonitorShown());
    if (!isStartedAsDemo) {
        QCOMPARE(columns(), own);
        Q_EMIT window()->demoRequested();
    }
    QTRY_VERIFY(isDemoShown());
    QCOMPARE(columns(), QStringList());
    window()->findChild<DeliveryListModel*>()->addPayloadColumn(ofTheDemo);
    window()->findChild<QAction*>(QStringLiteral("leaveDemoAction"))->trigger();
    QTRY_VERIFY(isMonitorShown() && !isDemoShown());
    QCOMPARE(columns(), own);
    QCOMPARE(ownState.payloadColumns(), own);
    QCOMPARE(WindowState(m_folder->path(), QStringLiteral("demo")).payloadColumns(), QStringList{ofTheDemo});
}

/// Where nobody can be asked, as at a signal.
void TestDesktopMonitor::storesTheNoteThatIsBeingWritten()
{
    storeDelivery();
    start();
    QTRY_VERIFY(isMonitorShown());
    QTRY_COMPARE(window()->findChild<DeliveryListModel*>()->rowCount(), 1);
    window()->findChild<DeliveryListView*>()->selectDelivery(1);
    auto* note = window()->findChild<QPlainTextEdit*>(QStringLiteral("note"));
    QTRY_VERIFY(note->isVisible());
    QTest::keyClicks(note, QStringLiteral("a note of mine"));
    m_monitor->leave();
    end();
    const auto record = openQueries(m_options.dataDirectory, m_clock)->delivery(1);
    QVERIFY(record.has_value());
    QCOMPARE(record->summary.note, QStringLiteral("a note of mine"));
}

void TestDesktopMonitor::listensAtOnceWhenSetUp()
{
    writeSettings();
    start();
    QTRY_VERIFY(isMonitorShown());
    const auto* state = window()->findChild<QLabel*>(QStringLiteral("stateText"));
    QTRY_COMPARE_WITH_TIMEOUT(state->text(), QStringLiteral("Listening on"), patience);
    QVERIFY(!window()->findChild<QLabel*>(QStringLiteral("demoBadge"))->isVisible());
}

void TestDesktopMonitor::listensAgainAfterTheDemo_data()
{
    QTest::addColumn<bool>("isStopped");
    QTest::addColumn<bool>("isStraight");
    QTest::newRow("as it did before, by way of the guide") << false << false;
    QTest::newRow("unless the user had stopped it, by way of the guide") << true << false;
    QTest::newRow("as it did before") << false << true;
    QTest::newRow("unless the user had stopped it") << true << true;
}

void TestDesktopMonitor::listensAgainAfterTheDemo()
{
    QFETCH(const bool, isStopped);
    QFETCH(const bool, isStraight);
    writeSettings();
    start();
    QTRY_VERIFY(isMonitorShown());
    QTRY_COMPARE_WITH_TIMEOUT(stateText(), QStringLiteral("Listening on"), patience);
    const QString stopped = QStringLiteral("Not listening");
    if (isStopped) {
        window()->findChild<QAction*>(QStringLiteral("startOrStopAction"))->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(stateText(), stopped, patience);
    }
    Q_EMIT window()->demoRequested();
    QTRY_VERIFY(window()->findChild<QLabel*>(QStringLiteral("demoBadge"))->isVisible());
    if (isStraight) {
        window()->findChild<QAction*>(QStringLiteral("leaveDemoAction"))->trigger();
    } else {
        Q_EMIT window()->connectRequested();
        QTRY_VERIFY(qobject_cast<ConnectPage*>(page()));
        Q_EMIT window()->connectCancelled();
    }
    QTRY_VERIFY(isMonitorShown() && !window()->findChild<QLabel*>(QStringLiteral("demoBadge"))->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(stateText(), isStopped ? stopped : QStringLiteral("Listening on"), patience);
}

/// What was received is received still.
void TestDesktopMonitor::goesOnWhereNoDemoCanBegin()
{
    writeSettings();
    start();
    QTRY_VERIFY(isMonitorShown());
    QTRY_COMPARE_WITH_TIMEOUT(stateText(), QStringLiteral("Listening on"), patience);
    const QString url = window()->findChild<QLabel*>(QStringLiteral("listeningUrl"))->text();
    const auto* problem = window()->findChild<QLabel*>(QStringLiteral("problemBannerText"));
    const QByteArray before = qgetenv("TMPDIR");
    qputenv("TMPDIR", "/no/such/folder");
    Q_EMIT window()->demoRequested();
    const bool isTold = QTest::qWaitFor([problem] { return problem->text().contains(u"/no/such/folder"); }, patience);
    before.isNull() ? qunsetenv("TMPDIR") : qputenv("TMPDIR", before);
    QVERIFY(isTold);
    QVERIFY(isMonitorShown());
    QVERIFY(!window()->findChild<QLabel*>(QStringLiteral("demoBadge"))->isVisible());
    QCOMPARE(stateText(), QStringLiteral("Listening on"));
    QCOMPARE(window()->findChild<QLabel*>(QStringLiteral("listeningUrl"))->text(), url);
}

/// Real deliveries arrive there: a demo would refuse them.
void TestDesktopMonitor::keepsTheDemoFromTheSettingsPort()
{
    m_options.listen.reset();
    Settings settings;
    {
        QTcpServer free;
        QVERIFY(free.listen(QHostAddress::LocalHost));
        settings.receiver.port = free.serverPort();
    }
    QVERIFY(SettingsFile(m_options.configFile).write(settings).has_value());
    start(true);
    QTRY_COMPARE_WITH_TIMEOUT(stateText(), QStringLiteral("Listening on"), patience);
    const QUrl url(window()->findChild<QLabel*>(QStringLiteral("listeningUrl"))->text());
    QVERIFY(url.port() > 0);
    QVERIFY(url.port() != int{settings.receiver.port});
}

/// No settings, secrets or log are needed for it, and none are made.
void TestDesktopMonitor::opensACaptureAlone()
{
    QFile file(m_folder->filePath(QStringLiteral("a.kauntcap")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no capture\n") > 0 && file.flush());
    m_options.captureFile = file.fileName();
    start();
    QVERIFY(!window());
    QCOMPARE(captures().size(), 1);
    QVERIFY(captures().first()->isVisible());
    QVERIFY(!QFile::exists(m_options.dataDirectory));
    QVERIFY(!QFile::exists(m_options.configFile));
}

void TestDesktopMonitor::opensACaptureBesides()
{
    start(true);
    QVERIFY(isMonitorShown());
    Q_EMIT window()->captureChosen(m_folder->filePath(QStringLiteral("gone.kauntcap")));
    QCOMPARE(captures().size(), 1);
    window()->close(); // the program ends with its main window
    QTRY_COMPARE_WITH_TIMEOUT(captures().size(), 0, patience);
}

QTEST_MAIN(TestDesktopMonitor)
#include "test_desktopmonitor.moc"
