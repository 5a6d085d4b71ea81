// SPDX-License-Identifier: MIT
#include "app/desktop/desktopmonitor.h"
#include "core/settings/settingsfile.h"
#include "tests/core/storage/logfixture.h"
#include "ui/connectpage.h"
#include "ui/deliverylistmodel.h"
#include "ui/welcomepage.h"

#include <QAction>
#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace kaunt;
using namespace kaunt::test;

namespace {

constexpr int patience = 20'000; // milliseconds

} // namespace

/// The program without its main(): from the first start to a running monitor.
class TestDesktopMonitor final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void welcomesAtTheFirstStart();
    void showsALogWithoutSettings();
    void goesBackToALogWithoutSettings();
    void showsEventsOfTheDemo();
    void leavesTheDemoForTheGuide();
    void listensAtOnceWhenSetUp();
    void listensAgainAfterTheDemo_data();
    void listensAgainAfterTheDemo();
    void keepsTheDemoFromTheSettingsPort();
    void keepsWhatWasChosen();
    void keepsSecretsApart_data();
    void keepsSecretsApart();
    void keepsLaterWhatCouldNotBeKept();
    void keepsNothingOfTheDemo();
    void doesNotKeepWhatTheCommandLineAskedFor();
    void servesItsHealthAsTheSettingsSay();
    void saysThatTheAdminPortIsTaken();
    void opensACaptureAlone();
    void opensACaptureBesides();
    void saysThatTheLogIsInUse();
    void saysThatTheSettingsAreWrong();

private:
    void start(bool demo = false);
    void writeSettings(const AdminSettings& admin = {});
    void storeDelivery() const;
    [[nodiscard]] QString stateText() const
    {
        return window()->findChild<QLabel*>(QStringLiteral("stateText"))->text();
    }
    [[nodiscard]] bool isSaid(const QString& text) const;
    [[nodiscard]] MainWindow* window() const;
    [[nodiscard]] static QList<QWidget*> captures();
    [[nodiscard]] QWidget* page() const
    {
        return window()->findChild<QStackedWidget*>(QStringLiteral("pages"))->currentWidget();
    }
    [[nodiscard]] bool isMonitorShown() const
    {
        return window() && page()->objectName() == QLatin1String("monitorPage");
    }

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    DesktopOptions m_options;
    std::unique_ptr<DesktopMonitor> m_monitor;
    std::unique_ptr<QSignalSpy> m_failed;
};

void TestDesktopMonitor::initTestCase()
{
    qputenv("KAUNT_SECRET_STORE", "file");
}

void TestDesktopMonitor::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_options = {};
    m_options.dataDirectory = m_folder->filePath(QStringLiteral("data"));
    m_options.configFile = m_folder->filePath(QStringLiteral("settings.conf"));
    m_options.listen = ListenAddress{QHostAddress(QHostAddress::LocalHost), 0};
}

void TestDesktopMonitor::cleanup()
{
    m_failed.reset();
    m_monitor.reset();
}

void TestDesktopMonitor::start(bool demo)
{
    m_options.demo = demo;
    m_monitor = std::make_unique<DesktopMonitor>(m_options, m_clock);
    m_failed = std::make_unique<QSignalSpy>(m_monitor.get(), &DesktopMonitor::failed);
    m_monitor->start();
}

void TestDesktopMonitor::writeSettings(const AdminSettings& admin)
{
    Settings settings;
    settings.admin = admin;
    settings.receiver.endpoints[0].secrets = {SigningSecret{QStringLiteral("current"), {}, false}};
    QVERIFY(SettingsFile(m_options.configFile).write(settings).has_value());
}

void TestDesktopMonitor::storeDelivery() const
{
    const auto log = openLog(m_options.dataDirectory, {}, m_clock);
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("a"))).number, 1);
}

MainWindow* TestDesktopMonitor::window() const
{
    const QWidgetList widgets = QApplication::topLevelWidgets();
    for (QWidget* widget : widgets) {
        if (auto* found = qobject_cast<MainWindow*>(widget))
            return found;
    }
    return nullptr;
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
    QTest::newRow("as it did before") << false;
    QTest::newRow("unless the user had stopped it") << true;
}

void TestDesktopMonitor::listensAgainAfterTheDemo()
{
    QFETCH(const bool, isStopped);
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
    Q_EMIT window()->connectRequested();
    QTRY_VERIFY(qobject_cast<ConnectPage*>(page()));
    Q_EMIT window()->connectCancelled();
    QTRY_VERIFY(isMonitorShown());
    QTRY_COMPARE_WITH_TIMEOUT(stateText(), isStopped ? stopped : QStringLiteral("Listening on"), patience);
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

void TestDesktopMonitor::keepsWhatWasChosen()
{
    writeSettings();
    start();
    QTRY_VERIFY(isMonitorShown());
    Settings chosen;
    chosen.receiver.endpoints[0].secrets = {SigningSecret{QStringLiteral("current"), "kept", false}};
    chosen.retention.maxAgeDays = 7;
    Q_EMIT window()->settingsChosen(chosen);
    QCOMPARE(SettingsFile(m_options.configFile).read()->retention.maxAgeDays, 7);
    QFile file(m_options.configFile);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("kept"));
    QFile secrets(m_folder->filePath(QStringLiteral("secrets")));
    QTRY_VERIFY(secrets.exists());
    QCOMPARE(secrets.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

/// A new settings file keeps its secrets under names of its own, an older one where it had them.
void TestDesktopMonitor::keepsSecretsApart_data()
{
    QTest::addColumn<bool>("isThere");
    QTest::newRow("new") << false;
    QTest::newRow("there") << true;
}

void TestDesktopMonitor::keepsSecretsApart()
{
    QFETCH(const bool, isThere);
    if (isThere)
        writeSettings();
    start();
    if (!isThere)
        Q_EMIT window()->connectRequested();
    const QString wanted = isThere ? QStringLiteral("monitorPage") : QStringLiteral("connectPage");
    QTRY_VERIFY(window() && page()->objectName() == wanted);
    Settings chosen;
    chosen.receiver.endpoints[0].secrets = {SigningSecret{QStringLiteral("current"), "kept", false}};
    Q_EMIT window()->settingsChosen(chosen);
    const QString scope = SettingsFile(m_options.configFile).read()->secretScope;
    QCOMPARE(scope.isEmpty(), isThere);
    Q_EMIT window()->settingsChosen(chosen);
    QCOMPARE(SettingsFile(m_options.configFile).read()->secretScope, scope);
}

/// A store of secrets that refuses once: the user mends it and saves again, without a change.
void TestDesktopMonitor::keepsLaterWhatCouldNotBeKept()
{
    writeSettings();
    start();
    QTRY_VERIFY_WITH_TIMEOUT(isMonitorShown(), patience);
    Settings chosen;
    chosen.receiver.endpoints[0].secrets = {SigningSecret{QStringLiteral("current"), "whsec", false}};
    const QString secrets = m_folder->filePath(QStringLiteral("secrets"));
    QFile readableByAll(secrets);
    QVERIFY(readableByAll.open(QIODevice::WriteOnly));
    QVERIFY(readableByAll.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    Q_EMIT window()->settingsChosen(chosen);
    QTRY_VERIFY(window()->findChild<QWidget*>(QStringLiteral("problemBanner"))->isVisible());
    QVERIFY(readableByAll.remove());
    Q_EMIT window()->settingsChosen(chosen);
    QTRY_VERIFY(QFile::exists(secrets));
    m_monitor.reset();
    QFile kept(secrets);
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QVERIFY(!kept.readAll().isEmpty());
}

void TestDesktopMonitor::keepsNothingOfTheDemo()
{
    start(true);
    Q_EMIT window()->settingsChosen(Settings{});
    QVERIFY(!QFile::exists(m_options.configFile));
}

void TestDesktopMonitor::doesNotKeepWhatTheCommandLineAskedFor()
{
    writeSettings();
    start();
    QTRY_VERIFY(isMonitorShown());
    Settings chosen;
    chosen.receiver.port = 0;
    Q_EMIT window()->settingsChosen(chosen);
    QCOMPARE(SettingsFile(m_options.configFile).read()->receiver.port, defaultReceiverPort);
    chosen.receiver.port = 9'999;
    Q_EMIT window()->settingsChosen(chosen);
    QCOMPARE(SettingsFile(m_options.configFile).read()->receiver.port, quint16{9'999});
}

bool TestDesktopMonitor::isSaid(const QString& text) const
{
    const auto labels = window() ? window()->findChildren<QLabel*>() : QList<QLabel*>();
    return std::any_of(labels.cbegin(), labels.cend(),
                       [&text](const QLabel* label) { return label->isVisible() && label->text().contains(text); });
}

void TestDesktopMonitor::servesItsHealthAsTheSettingsSay()
{
    quint16 port = 0;
    {
        QTcpServer free;
        QVERIFY(free.listen(QHostAddress::LocalHost));
        port = free.serverPort();
    }
    writeSettings({true, port});
    start();
    QTRY_VERIFY_WITH_TIMEOUT(isMonitorShown(), patience);
    QTcpSocket socket;
    const auto isConnected = [&socket, port] {
        if (socket.state() == QAbstractSocket::UnconnectedState)
            socket.connectToHost(QHostAddress::LocalHost, port);
        return socket.state() == QAbstractSocket::ConnectedState;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isConnected(), patience);
    socket.write("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
    QTRY_VERIFY_WITH_TIMEOUT(socket.bytesAvailable() > 0, patience);
    QVERIFY(socket.readAll().startsWith("HTTP/1.1 "));
}

void TestDesktopMonitor::saysThatTheAdminPortIsTaken()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    writeSettings({true, taken.serverPort()});
    start();
    const QString text = QStringLiteral("Can't listen on 127.0.0.1:%1.").arg(taken.serverPort());
    QTRY_VERIFY_WITH_TIMEOUT(isSaid(text), patience);
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

void TestDesktopMonitor::saysThatTheLogIsInUse()
{
    writeSettings();
    const auto other = EventLog::open(m_options.dataDirectory, {}, m_clock);
    QVERIFY(other.has_value());
    start();
    QTRY_COMPARE(m_failed->size(), 1);
    const auto sentence = m_failed->at(0).at(0).value<Sentence>();
    QVERIFY2(sentence.reason.contains(QStringLiteral("in use")), qPrintable(sentence.text()));
    QVERIFY(!window());
}

void TestDesktopMonitor::saysThatTheSettingsAreWrong()
{
    QFile file(m_options.configFile);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[receiver]\nport=many\n");
    file.close();
    start();
    QCOMPARE(m_failed->size(), 1);
    QVERIFY(m_failed->at(0).at(0).value<Sentence>().text().contains(QStringLiteral("receiver/port")));
}

QTEST_MAIN(TestDesktopMonitor)
#include "test_desktopmonitor.moc"
