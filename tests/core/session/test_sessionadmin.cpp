// SPDX-License-Identifier: MIT
#include "core/session/sessionadmin.h"
#include "core/storage/logdatabase.h"
#include "tests/core/http/rawpeer.h"
#include "tests/core/session/sessionfixture.h"

#include <QFile>
#include <QTest>

#include <sys/stat.h>

using namespace kaunt;
using namespace kaunt::test;

/// What a monitoring system is told of a session: its deliveries, and whether it is well.
class TestSessionAdmin final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsWhetherItListens();
    void listensOnWhileItTakesOnOtherSettings();
    void countsWhatTheSessionRecords();
    void countsWhatIsTurnedAway();
    void failsWhileNothingCanBeStored();
    void knowsWhatWasThereBefore();
    void isForThisMachineAlone();
    void saysThatAPortIsTaken();

private:
    void serve();
    [[nodiscard]] QByteArray answerTo(const QByteArray& path) const;
    [[nodiscard]] QUrl url() const { return m_session->endpoints().value(0).url; }

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MonitorSession> m_session;
    std::unique_ptr<SessionAdmin> m_admin;
};

void TestSessionAdmin::init()
{
    m_admin.reset();
    m_session.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_session = openSession(m_folder->path(), sessionSettings(), m_clock);
    QVERIFY(m_session);
    serve();
}

void TestSessionAdmin::serve()
{
    m_admin = std::make_unique<SessionAdmin>(*m_session);
    QVERIFY(!m_admin->listen({QHostAddress(QHostAddress::LocalHost), 0}));
}

QByteArray TestSessionAdmin::answerTo(const QByteArray& path) const
{
    RawPeer peer(static_cast<quint16>(m_admin->url().port()));
    peer.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    return QTest::qWaitFor([&peer] { return peer.isClosed(); }, 30'000) ? peer.received() : QByteArray();
}

void TestSessionAdmin::tellsWhetherItListens()
{
    QCOMPARE(m_admin->url().host(), QStringLiteral("127.0.0.1"));
    QVERIFY(answerTo("/healthz").endsWith(R"("reason":"not-listening"})"));
    QVERIFY(listens(*m_session));
    QVERIFY(answerTo("/healthz").endsWith(R"({"status":"ok"})"));
    m_session->stopReceiver();
    QVERIFY(reaches(*m_session, ReceiverState::Stopped));
    QVERIFY(answerTo("/healthz").endsWith(R"("reason":"not-listening"})"));
}

/// They wait for a file here, as of a disk that is away.
void TestSessionAdmin::listensOnWhileItTakesOnOtherSettings()
{
    QVERIFY(listens(*m_session));
    const QString pipe = m_folder->filePath(QStringLiteral("pipe.crt"));
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    Settings settings = m_session->settings();
    settings.receiver.tls = {pipe, pipe};
    m_session->apply(settings);
    QCOMPARE(m_session->receiverState(), ReceiverState::Starting);
    QVERIFY(answerTo("/healthz").endsWith(R"({"status":"ok"})"));
    QCOMPARE(post(url(), eventBody("a")), 200);
    QCOMPARE(m_session->receiverState(), ReceiverState::Starting);
}

void TestSessionAdmin::countsWhatTheSessionRecords()
{
    QVERIFY(listens(*m_session));
    for (const char* id : {"a", "a", "b"})
        QCOMPARE(post(url(), eventBody(id)), 200);
    QCOMPARE(post(url(), eventBody("c"), "another secret"), 401);
    QUrl misdirected = url();
    misdirected.setPath(QStringLiteral("/elsewhere"));
    QCOMPARE(post(misdirected, eventBody("d")), 404);
    for (const char* line : {"\nkaunt_receiver_listening 1\n",
                             "\nkaunt_deliveries_total{verdict=\"verified\",event_type=\"ModelReady\"} 3\n",
                             "\nkaunt_deliveries_total{verdict=\"mismatch\",event_type=\"\"} 1\n",
                             "\nkaunt_repeats_total 1\n", "\nkaunt_misdirected_total 1\n", "\nkaunt_log_events 2\n"})
        QTRY_VERIFY2(answerTo("/metrics").contains(line), line);
}

void TestSessionAdmin::countsWhatIsTurnedAway()
{
    Settings settings = m_session->settings();
    settings.receiver.maxRefusedPerMinute = 1;
    m_session->apply(settings);
    QVERIFY(listens(*m_session));
    QCOMPARE(post(url(), eventBody("c"), "another secret"), 401);
    QCOMPARE(post(url(), eventBody("c"), "another secret"), 429);
    QTRY_VERIFY(answerTo("/metrics").contains("\nkaunt_turned_away_total{reason=\"refusals\"} 1\n"));
    QCOMPARE(post(url(), QByteArray(settings.receiver.limits.maxBodyBytes + 1, 'x')), 413);
    QTRY_VERIFY(answerTo("/metrics").contains("\nkaunt_unreadable_requests_total{status=\"413\"} 1\n"));
}

void TestSessionAdmin::failsWhileNothingCanBeStored()
{
    QVERIFY(listens(*m_session));
    const auto other = LogDatabase::open(m_session->log().path(), LogDatabase::Access::Write);
    QVERIFY(other);
    QVERIFY((*other)->execute(QStringLiteral("CREATE TRIGGER bomb BEFORE INSERT ON deliveries"
                                             " BEGIN SELECT RAISE(ABORT, 'boom'); END")));
    QCOMPARE(post(url(), eventBody("a")), 503);
    QTRY_VERIFY(answerTo("/healthz").endsWith(R"("reason":"not-storing"})"));
    QVERIFY(answerTo("/metrics").contains("\nkaunt_storing_failures_total 1\n"));
    QVERIFY((*other)->execute(QStringLiteral("DROP TRIGGER bomb")));
    QCOMPARE(post(url(), eventBody("a")), 200);
    QTRY_VERIFY(answerTo("/healthz").endsWith(R"({"status":"ok"})"));
}

/// The log's own figures from the first moment on; what is counted since the start is nothing yet.
void TestSessionAdmin::knowsWhatWasThereBefore()
{
    QVERIFY(listens(*m_session));
    const QSignalSpy recorded(m_session.get(), &MonitorSession::deliveriesRecorded);
    QCOMPARE(post(url(), eventBody("a")), 200);
    QTRY_COMPARE(recordedBy(recorded).size(), 1);
    QTRY_COMPARE(m_session->log().statistics().deliveries, 1);
    serve();
    const QByteArray metrics = answerTo("/metrics");
    QVERIFY(metrics.contains("\nkaunt_receiver_listening 1\n"));
    QVERIFY(metrics.contains("\nkaunt_log_deliveries 1\n"));
    QVERIFY(!metrics.contains("\nkaunt_deliveries_total{"));
}

void TestSessionAdmin::isForThisMachineAlone()
{
    SessionAdmin open(*m_session);
    const auto error = open.listen({QHostAddress(QHostAddress::AnyIPv4), 0});
    QVERIFY(error);
    QCOMPARE(error->code, ListenError::Code::NotPermitted);
    QCOMPARE(error->address, QHostAddress(QHostAddress::AnyIPv4));
}

void TestSessionAdmin::saysThatAPortIsTaken()
{
    const TakenPort taken;
    SessionAdmin second(*m_session);
    const auto error = second.listen({QHostAddress(QHostAddress::LocalHost), taken.port()});
    QVERIFY(error);
    QCOMPARE(error->code, ListenError::Code::PortTaken);
    QCOMPARE(error->port, taken.port());
}

QTEST_GUILESS_MAIN(TestSessionAdmin)
#include "test_sessionadmin.moc"
