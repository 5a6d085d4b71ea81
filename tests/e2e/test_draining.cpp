// SPDX-License-Identifier: MIT
#include "tests/core/http/rawpeer.h"
#include "tests/e2e/deliveryledger.h"
#include "tests/e2e/desktopprogram.h"
#include "tests/e2e/jsonobjects.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

#include <csignal>
#include <memory>

using namespace kaunt::test;

namespace {

/// On a busy machine the usual ones are over before the program is told to end.
const QByteArray patientLimits = "[limits]\nheaderSeconds=600\nbodySeconds=600\nbodyRateGraceSeconds=600\n";

/// Keeps everybody else from writing the log, as another program that has it open can.
class LogLock {
public:
    explicit LogLock(const QString& path)
    {
        QSqlDatabase log = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
        log.setDatabaseName(path);
        m_isHeld = log.open() && QSqlQuery(log).exec(QStringLiteral("BEGIN EXCLUSIVE"));
    }
    ~LogLock() { QSqlDatabase::removeDatabase(m_name); }
    Q_DISABLE_COPY_MOVE(LogLock)

    [[nodiscard]] bool isHeld() const { return m_isHeld; }

private:
    const QString m_name = QStringLiteral("lock");
    bool m_isHeld = false;
};

const QByteArray halfHead = "POST /webhooks/kaunt HTTP/1.1\r\nHost: a\r\n";
const QByteArray halfBody = halfHead + "Content-Length: 1000\r\n\r\n{";
/// Once this is told to go on it is with the log's writer.
const QByteArray waiting = halfHead + "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n{}";

} // namespace

/// Both programs are ended under load, in each way that ends a program: what a client read a 200 for is in the log
/// once, what came later was answered 503 or nothing, and no client can hold the end up.
class TestDraining final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void drains_data();
    void drains();
    void endsThoughTheLogIsLocked();
    void endsAtOnceAtTheSecondSignal();
    void outlivesALogoutThatIsCalledOff();
    void isStartedByASession();

private:
    void listen(bool isDesktop);
    void end(const QByteArray& how);
    [[nodiscard]] QProcess& program() const { return m_desktop ? m_desktop->process() : *m_listener; }

    std::unique_ptr<Kauntctl> m_kauntctl;
    std::unique_ptr<DeliveryLedger> m_ledger;
    std::unique_ptr<QProcess> m_listener;
    std::unique_ptr<DesktopProgram> m_desktop;
    QUrl m_url;
};

void TestDraining::init()
{
    m_kauntctl = std::make_unique<Kauntctl>();
    m_kauntctl->write(QStringLiteral("settings.conf"), patientLimits);
    m_ledger = std::make_unique<DeliveryLedger>(*m_kauntctl);
    m_listener = std::make_unique<QProcess>();
}

void TestDraining::cleanup()
{
    m_desktop.reset();
    m_listener->kill();
    m_listener->waitForFinished(Kauntctl::patience);
}

void TestDraining::listen(bool isDesktop)
{
    if (isDesktop)
        m_desktop = std::make_unique<DesktopProgram>(*m_kauntctl);
    m_url = QUrl(isDesktop ? m_desktop->listen() : m_kauntctl->listen(*m_listener));
    QVERIFY(m_url.isValid());
}

/// Signals by their numbers, or an order to whoever is at the window.
void TestDraining::end(const QByteArray& how)
{
    if (how.at(0) < '0' || how.at(0) > '9') {
        (void)m_desktop->order(how);
        return;
    }
    const QList<QByteArray> signalNumbers = how.split(' ');
    for (const QByteArray& number : signalNumbers)
        Kauntctl::send(program(), number.toInt());
}

void TestDraining::drains_data()
{
    QTest::addColumn<bool>("isDesktop");
    QTest::addColumn<QByteArray>("how");
    QTest::addColumn<int>("status");
    const QByteArray terminate = QByteArray::number(SIGTERM);
    const QByteArray interrupt = QByteArray::number(SIGINT);
    const QByteArray hangUp = QByteArray::number(SIGHUP);
    for (const bool isDesktop : {false, true}) {
        const char* name = isDesktop ? "kaunt-monitor" : "kauntctl";
        QTest::addRow("%s: SIGTERM", name) << isDesktop << terminate << 0;
        QTest::addRow("%s: SIGINT", name) << isDesktop << interrupt << 0;
        QTest::addRow("%s: SIGHUP", name) << isDesktop << hangUp << 0;
        // systemd.kill(5): SendSIGHUP=
        QTest::addRow("%s: as systemd ends a session", name) << isDesktop << terminate + ' ' + hangUp << 0;
    }
    QTest::newRow("kaunt-monitor: the window is closed") << true << QByteArray("close") << 0;
    QTest::newRow("kaunt-monitor: logged out") << true << QByteArray("logout") << 0;
    QTest::newRow("kaunt-monitor: the display is gone") << true << QByteArray("exit") << 1;
}

void TestDraining::drains()
{
    QFETCH(const bool, isDesktop);
    QFETCH(const QByteArray, how);
    QFETCH(const int, status);
    listen(isDesktop);
    if (QTest::currentTestFailed())
        return;
    constexpr int senders = 4;
    constexpr int moreThanCome = 2'000;
    m_ledger->beginSending(m_url.toString(), senders, moreThanCome);
    const auto port = static_cast<quint16>(m_url.port());
    QVERIFY(m_ledger->waitForAnswers(80));
    RawPeer idle(port);
    RawPeer inHead(port);
    RawPeer inBody(port);
    inHead.send(halfHead);
    inBody.send(halfBody);
    QVERIFY(m_ledger->waitForAnswers(100));
    end(how);
    QVERIFY(program().waitForFinished(Kauntctl::patience));
    QCOMPARE(program().exitStatus(), QProcess::NormalExit);
    QCOMPARE(program().exitCode(), status);

    m_ledger->finishSending();
    QHash<int, int> statuses = m_ledger->statuses();
    QVERIFY(statuses.take(200) >= 100);
    QVERIFY(statuses.take(503) + statuses.take(0) > 0);
    QCOMPARE(statuses, (QHash<int, int>()));
    QCOMPARE(m_ledger->flaw(), QString());
    for (RawPeer* peer : {&inHead, &inBody})
        QTRY_COMPARE_WITH_TIMEOUT(peer->statuses(), QList<int>{503}, Kauntctl::patience);
    QTRY_VERIFY_WITH_TIMEOUT(idle.isClosed(), Kauntctl::patience);
    QCOMPARE(idle.received(), QByteArray());
    if (isDesktop)
        return;
    QSet<qint64> told;
    const QList<QJsonObject> lines = objectsIn(program().readAllStandardOutput());
    for (const QJsonObject& line : lines)
        told.insert(line.value(QStringLiteral("delivery")).toInteger());
    QVERIFY(told.contains(m_ledger->numbers()));
}

void TestDraining::endsThoughTheLogIsLocked()
{
    listen(false);
    {
        const LogLock lock(m_kauntctl->path(QStringLiteral("data/events.sqlite")));
        QVERIFY(lock.isHeld());
        m_ledger->beginSending(m_url.toString(), 3, 1);
        RawPeer inHand(static_cast<quint16>(m_url.port()));
        inHand.send(waiting);
        QTRY_VERIFY_WITH_TIMEOUT(inHand.received().contains(" 100 "), Kauntctl::patience);
        QCOMPARE(Kauntctl::end(*m_listener, SIGTERM).status, 0);
        m_ledger->finishSending();
    }
    QCOMPARE(m_ledger->acknowledged(), 0);
    QCOMPARE(m_ledger->flaw(), QString());
}

/// For who does not want to wait.
void TestDraining::endsAtOnceAtTheSecondSignal()
{
    listen(false);
    QCOMPARE(m_ledger->send(m_url.toString(), 10).value(200), 10);
    {
        const LogLock lock(m_kauntctl->path(QStringLiteral("data/events.sqlite")));
        QVERIFY(lock.isHeld());
        RawPeer inHand(static_cast<quint16>(m_url.port()));
        inHand.send(waiting);
        QTRY_VERIFY_WITH_TIMEOUT(inHand.received().contains(" 100 "), Kauntctl::patience);
        Kauntctl::send(*m_listener, SIGTERM);
        const auto isDraining = [this] {
            QTcpSocket late;
            late.connectToHost(m_url.host(), static_cast<quint16>(m_url.port()));
            return !late.waitForConnected(Kauntctl::patience);
        };
        QTRY_VERIFY_WITH_TIMEOUT(isDraining(), Kauntctl::patience);
        constexpr int between = 100; // milliseconds; within the first second it is the same request, come by two ways
        const auto isEnded = [this] {
            if (m_listener->state() == QProcess::Running)
                Kauntctl::send(*m_listener, SIGTERM);
            return m_listener->state() == QProcess::NotRunning || m_listener->waitForFinished(between);
        };
        QTRY_VERIFY_WITH_TIMEOUT(isEnded(), Kauntctl::patience);
        QCOMPARE(m_listener->exitStatus(), QProcess::CrashExit);
        QTRY_VERIFY_WITH_TIMEOUT(inHand.isClosed(), Kauntctl::patience);
        QCOMPARE(inHand.statuses(), QList<int>());
    }
    QCOMPARE(m_ledger->acknowledged(), 10);
    QCOMPARE(m_ledger->flaw(), QString());
}

/// Another program may refuse the end of the session. What the window looks like is kept nonetheless.
void TestDraining::outlivesALogoutThatIsCalledOff()
{
    listen(true);
    const QString state = m_kauntctl->path(QStringLiteral("window.conf"));
    QVERIFY(!QFile::exists(state));
    QCOMPARE(m_desktop->order("ask"), QByteArray("done"));
    QVERIFY(QFile::exists(state));
    QCOMPARE(m_ledger->send(m_url.toString(), 5).value(200), 5);
    QCOMPARE(m_desktop->order("text stateText"), QByteArray("Listening on"));
    QCOMPARE(Kauntctl::end(m_desktop->process(), SIGTERM).status, 0);
    QCOMPARE(m_ledger->flaw(), QString());
}

/// A session manager starts again what ran when the session ended, as Qt asks it to: with an option of Qt's.
void TestDraining::isStartedByASession()
{
    m_desktop = std::make_unique<DesktopProgram>(*m_kauntctl);
    QVERIFY(!m_desktop->listen({QStringLiteral("-session"), QStringLiteral("10a1b_17_0")}).isEmpty());
}

QTEST_GUILESS_MAIN(TestDraining)
#include "test_draining.moc"
