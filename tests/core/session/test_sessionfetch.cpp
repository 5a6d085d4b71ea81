// SPDX-License-Identifier: MIT
#include "core/simulator/samples.h"
#include "core/simulator/simulatorapi.h"
#include "tests/core/session/sessionfixture.h"

#include <QTcpServer>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

const ApiCredentials credentials{QStringLiteral("client"), "client secret"};

FetchOutcome outcomeOf(FetchJob* job)
{
    const QSignalSpy finished(job, &FetchJob::finished);
    if (!QTest::qWaitFor([&] { return !finished.isEmpty(); }, 30'000))
        qWarning("the fetch does not end");
    return finished.value(0).value(0).value<FetchOutcome>();
}

} // namespace

/// Fetching what an event points at, and keeping what came.
class TestSessionFetch final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void keepsWhatItFetched();
    void keepsEveryFetch();
    void keepsWhatFailed();
    void neverFetchesForARefused();
    void returnsTheRunningJob();
    void takesOnTheApiAtOnce();
    void endsWithTheSession();
    void endsWhereAnotherLogTakesThePlace();
    void endsAtOnceWhenClosed();

private:
    [[nodiscard]] DeliverySummary receive(const QByteArray& body, const QByteArray& secret = sessionSecret);
    [[nodiscard]] QList<ResourceRecord> stored(qint64 delivery);
    /// The API takes the request, and that is all.
    void fallSilent(QTcpServer& api);

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SimulatorApi> m_api;
    QUrl m_apiBase;
    WebhookEvent m_event; ///< that the API serves
    Settings m_settings;
    std::unique_ptr<MonitorSession> m_session;
};

void TestSessionFetch::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_api = std::make_unique<SimulatorApi>(credentials);
    const auto apiBase = m_api->listen(QHostAddress(QHostAddress::LocalHost), 0);
    QVERIFY(apiBase);
    m_apiBase = *apiBase;
    constexpr quint32 seed = 7;
    m_event = sampleEvent(knownEventTypes().constFirst(), m_apiBase, seed);
    m_api->serve(m_event, seed);
    m_settings = sessionSettings();
    m_settings.api.apiBase = m_apiBase;
    m_settings.api.credentials.fallback = credentials;
    m_session = openSession(m_folder->path(), m_settings, m_clock);
    QVERIFY(m_session);
    QVERIFY(listens(*m_session));
}

void TestSessionFetch::cleanup()
{
    m_session.reset();
    m_api.reset();
}

DeliverySummary TestSessionFetch::receive(const QByteArray& body, const QByteArray& secret)
{
    const QSignalSpy recorded(m_session.get(), &MonitorSession::deliveriesRecorded);
    (void)post(m_session->endpoints().constFirst().url, body, secret);
    (void)QTest::qWaitFor([&] { return !recorded.isEmpty(); });
    return recordedBy(recorded).value(0);
}

QList<ResourceRecord> TestSessionFetch::stored(qint64 delivery)
{
    const auto answer = m_session->reader().ask([delivery](const LogQueries& log) { return log.resources(delivery); });
    return QTest::qWaitFor([&] { return answer.isFinished(); }) ? answer.result().value_or(QList<ResourceRecord>())
                                                                : QList<ResourceRecord>();
}

void TestSessionFetch::keepsWhatItFetched()
{
    const DeliverySummary delivery = receive(webhookBody(m_event));
    QCOMPARE(delivery.event->url, m_event.url);
    const QSignalSpy kept(m_session.get(), &MonitorSession::resourceStored);
    const QSignalSpy started(m_session.get(), &MonitorSession::fetchStarted);
    FetchJob* job = m_session->fetch(delivery);
    QCOMPARE(started.size(), 1);
    QCOMPARE(started.at(0).at(0).toLongLong(), delivery.number);
    QCOMPARE(started.at(0).at(1).value<FetchJob*>(), job);
    const FetchOutcome outcome = outcomeOf(job);
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->message) : "");
    QCOMPARE(outcome.status, 200);
    QVERIFY(outcome.body.contains("invoiceLineCodingDimensionProposals"));
    QVERIFY(!m_session->runningFetch(delivery.number));
    QTRY_COMPARE(kept.size(), 1);
    const auto resource = kept.at(0).at(0).value<ResourceRecord>();
    QVERIFY(resource.id > 0);
    QCOMPARE(resource.delivery, delivery.number);
    QCOMPARE(resource.url, m_event.url);
    QCOMPARE(resource.body, outcome.body);
    QVERIFY(resource.isFetched());
    QCOMPARE(stored(delivery.number).value(0).body, outcome.body);
}

void TestSessionFetch::keepsEveryFetch()
{
    const DeliverySummary delivery = receive(webhookBody(m_event));
    const QSignalSpy kept(m_session.get(), &MonitorSession::resourceStored);
    for (int i = 1; i <= 2; ++i) {
        QVERIFY(!outcomeOf(m_session->fetch(delivery)).error);
        QTRY_COMPARE(kept.size(), i);
    }
    QCOMPARE(stored(delivery.number).size(), 2);
}

void TestSessionFetch::keepsWhatFailed()
{
    WebhookEvent unknown = m_event;
    unknown.url += QStringLiteral("-gone");
    const DeliverySummary delivery = receive(webhookBody(unknown));
    const QSignalSpy kept(m_session.get(), &MonitorSession::resourceStored);
    const FetchOutcome outcome = outcomeOf(m_session->fetch(delivery));
    QCOMPARE(outcome.error.value().step, FetchError::Step::Status);
    QCOMPARE(outcome.status, 404);
    QTRY_COMPARE(kept.size(), 1);
    const ResourceRecord resource = stored(delivery.number).value(0);
    QCOMPARE(resource.errorStep, QStringLiteral("status"));
    QCOMPARE(resource.status, 404);
}

void TestSessionFetch::neverFetchesForARefused()
{
    const QSignalSpy kept(m_session.get(), &MonitorSession::resourceStored);
    DeliverySummary refused = receive(webhookBody(m_event), "another secret");
    QCOMPARE(refused.verdict, Verdict::Mismatch);
    QCOMPARE(outcomeOf(m_session->fetch(refused)).error.value().step, FetchError::Step::Url);
    refused.event = m_event; // whoever may have put it there
    QCOMPARE(outcomeOf(m_session->fetch(refused)).error.value().step, FetchError::Step::Url);
    const DeliverySummary noEvent = receive("no JSON");
    QCOMPARE(noEvent.verdict, Verdict::Verified);
    QCOMPARE(outcomeOf(m_session->fetch(noEvent)).error.value().step, FetchError::Step::Url);
    // Asked of the log after whatever the fetches may have left there.
    QVERIFY(!outcomeOf(m_session->fetch(receive(webhookBody(m_event)))).error);
    QTRY_VERIFY(!kept.isEmpty());
    QVERIFY(stored(refused.number).isEmpty());
    QVERIFY(stored(noEvent.number).isEmpty());
}

void TestSessionFetch::returnsTheRunningJob()
{
    const DeliverySummary delivery = receive(webhookBody(m_event));
    const DeliverySummary other = receive(webhookBody(m_event));
    const QSignalSpy started(m_session.get(), &MonitorSession::fetchStarted);
    FetchJob* job = m_session->fetch(delivery);
    QCOMPARE(m_session->fetch(delivery), job);
    QCOMPARE(m_session->runningFetch(delivery.number), job);
    QVERIFY(m_session->fetch(other) != job);
    QCOMPARE(started.size(), 2);
    QVERIFY(!outcomeOf(job).error);
    QVERIFY(!m_session->runningFetch(delivery.number));
    FetchJob* next = m_session->fetch(delivery);
    QCOMPARE(started.size(), 3);
    next->cancel();
    QCOMPARE(outcomeOf(next).error.value().step, FetchError::Step::Cancelled);
}

void TestSessionFetch::takesOnTheApiAtOnce()
{
    const DeliverySummary delivery = receive(webhookBody(m_event));
    Settings settings = m_settings;
    settings.api.apiBase = QUrl(QStringLiteral("https://api.kaunt.com"));
    m_session->apply(settings);
    QCOMPARE(outcomeOf(m_session->fetch(delivery)).error.value().step, FetchError::Step::Url);
    settings.api.apiBase = m_apiBase;
    settings.api.credentials = {};
    m_session->apply(settings);
    QCOMPARE(outcomeOf(m_session->fetch(delivery)).error.value().step, FetchError::Step::Credentials);
    settings.api.credentials.byTenant.insert(m_event.tenantId, credentials);
    m_session->apply(settings);
    QVERIFY(!outcomeOf(m_session->fetch(delivery)).error);
    QCOMPARE(m_session->receiverState(), ReceiverState::Listening);
}

void TestSessionFetch::fallSilent(QTcpServer& api)
{
    QVERIFY(api.listen(QHostAddress(QHostAddress::LocalHost), 0));
    m_settings.api.apiBase = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(api.serverPort()));
    m_session->apply(m_settings);
    m_event.url = m_settings.api.apiBase.toString() + QStringLiteral("/v1/x");
}

/// In which the delivery's number may be another's.
void TestSessionFetch::endsWhereAnotherLogTakesThePlace()
{
    QTcpServer silent;
    fallSilent(silent);
    FetchJob* job = m_session->fetch(receive(webhookBody(m_event)));
    QTRY_VERIFY(silent.hasPendingConnections());
    const QSignalSpy finished(job, &FetchJob::finished);
    const QSignalSpy kept(m_session.get(), &MonitorSession::resourceStored);
    const QSignalSpy failed(m_session.get(), &MonitorSession::detailNotStored);
    for (const char* suffix : {"", "-wal", "-shm"})
        QVERIFY(QFile::remove(m_session->log().path() + QLatin1String(suffix)));
    const DeliverySummary next = receive(webhookBody(m_event));
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(finished.at(0).at(0).value<FetchOutcome>().error.value().step, FetchError::Step::Cancelled);
    QVERIFY(stored(next.number).isEmpty());
    QVERIFY(kept.isEmpty());
    QVERIFY(failed.isEmpty());
}

void TestSessionFetch::endsWithTheSession()
{
    QTcpServer silent;
    fallSilent(silent);
    const DeliverySummary delivery = receive(webhookBody(m_event));
    FetchJob* job = m_session->fetch(delivery);
    QTRY_VERIFY(silent.hasPendingConnections());
    const QSignalSpy finished(job, &FetchJob::finished);
    const QSignalSpy failed(m_session.get(), &MonitorSession::detailNotStored);
    m_session->close();
    QVERIFY(!m_session->runningFetch(delivery.number));
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(finished.at(0).at(0).value<FetchOutcome>().error.value().step, FetchError::Step::Cancelled);
    QVERIFY(failed.isEmpty());
    m_session = openSession(m_folder->path(), m_settings, m_clock);
    QVERIFY(m_session);
    QVERIFY(stored(delivery.number).isEmpty());
    FetchJob* last = m_session->fetch(delivery);
    const QPointer<FetchJob> running(last);
    m_session.reset();
    QVERIFY(!running);
}

void TestSessionFetch::endsAtOnceWhenClosed()
{
    const DeliverySummary delivery = receive(webhookBody(m_event));
    m_session->close();
    QCOMPARE(outcomeOf(m_session->fetch(delivery)).error.value().step, FetchError::Step::Url);
}

QTEST_GUILESS_MAIN(TestSessionFetch)
#include "test_sessionfetch.moc"
