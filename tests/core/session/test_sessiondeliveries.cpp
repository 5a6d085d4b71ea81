// SPDX-License-Identifier: MIT
#include "core/session/receiverthread.h"
#include "core/storage/logdatabase.h"
#include "tests/core/session/sessionfixture.h"
#include "tests/support/queuedspy.h"

#include <QSemaphore>
#include <QTest>

#include <array>
#include <csignal>
#include <numeric>
#include <sys/resource.h>
#include <vector>

using namespace kaunt;
using namespace kaunt::test;

/// From the socket to the session's signals, while the log fails and recovers, and over restarts.
class TestSessionDeliveries final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsAnEventOnce();
    void countsOnAfterARestart();
    void keepsStatistics();
    void tellsThatItCannotStore();
    void survivesAFullDisk();
    void tellsThatAResourceIsNotKept();
    void receivesInAThreadOfItsOwn();
    void answersWhileTheMainThreadIsBusy();
    void keepsTheMainThreadFreeWhileTheLogIsBusy();
    void losesNothingWhenClosed();
    void doesNothingOnceDrained();
    void leavesAReceiverThatIsHeldUp();
    void tellsWhatBelongsToADeliveryByItself();

private:
    void open();
    [[nodiscard]] QUrl url() const { return m_session->endpoints().value(0).url; }
    [[nodiscard]] std::unique_ptr<LogDatabase> otherConnection() const;

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MonitorSession> m_session;
};

void TestSessionDeliveries::init()
{
    m_session.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    open();
}

void TestSessionDeliveries::open()
{
    m_session.reset();
    m_session = openSession(m_folder->path(), sessionSettings(), m_clock);
    QVERIFY(m_session);
    QVERIFY(listens(*m_session));
}

std::unique_ptr<LogDatabase> TestSessionDeliveries::otherConnection() const
{
    auto database = LogDatabase::open(m_session->log().path(), LogDatabase::Access::Write);
    return database ? std::move(*database) : nullptr;
}

void TestSessionDeliveries::tellsAnEventOnce()
{
    const QSignalSpy recorded(m_session.get(), &MonitorSession::deliveriesRecorded);
    for (const char* id : {"a", "a", "b", "a"})
        QCOMPARE(post(url(), eventBody(id)), 200);
    QCOMPARE(post(url(), eventBody("c"), "another secret"), 401);
    QTRY_COMPARE(recordedBy(recorded).size(), 5);
    QList<int> attempts;
    const QList<DeliverySummary> summaries = recordedBy(recorded);
    for (const DeliverySummary& summary : summaries)
        attempts.append(summary.attempt);
    QCOMPARE(attempts, (QList<int>{1, 2, 1, 3, 1}));
    QCOMPARE(summaries.constLast().verdict, Verdict::Mismatch);
    QCOMPARE(summaries.at(0).event->id, QStringLiteral("a"));
    QCOMPARE(summaries.at(2).event->id, QStringLiteral("b"));
}

void TestSessionDeliveries::countsOnAfterARestart()
{
    QCOMPARE(post(url(), eventBody("a")), 200);
    QCOMPARE(post(url(), eventBody("a")), 200);
    open();
    const QSignalSpy recorded(m_session.get(), &MonitorSession::deliveriesRecorded);
    QCOMPARE(post(url(), eventBody("a")), 200);
    QCOMPARE(post(url(), eventBody("b")), 200);
    QTRY_COMPARE(recordedBy(recorded).size(), 2);
    QCOMPARE(recordedBy(recorded).constFirst().number, 3);
    QCOMPARE(recordedBy(recorded).constFirst().attempt, 3);
    QCOMPARE(recordedBy(recorded).constFirst().previousOfEvent, 2);
    QCOMPARE(recordedBy(recorded).constLast().attempt, 1);
    QCOMPARE(recordedBy(recorded).constLast().event->id, QStringLiteral("b"));
    const auto attempts = m_session->reader().ask([](const LogQueries& log) { return log.attempts(1); });
    QTRY_VERIFY(attempts.isFinished());
    QCOMPARE(attempts.result()->size(), 3);
}

void TestSessionDeliveries::keepsStatistics()
{
    const QSignalSpy changed(m_session.get(), &MonitorSession::statisticsChanged);
    QCOMPARE(post(url(), eventBody("a")), 200);
    QCOMPARE(post(url(), eventBody("a")), 200);
    QCOMPARE(post(url(), "{}", {}), 401);
    QTRY_VERIFY(!changed.isEmpty() && changed.constLast().at(0).value<LogStatistics>().deliveries == 3);
    const auto statistics = changed.constLast().at(0).value<LogStatistics>();
    QCOMPARE(statistics.events, 1);
    QCOMPARE(statistics.refused, 1);
    QCOMPARE(m_session->log().statistics().deliveries, 3);
}

void TestSessionDeliveries::tellsThatItCannotStore()
{
    const QSignalSpy failed(m_session.get(), &MonitorSession::storingFailed);
    const QSignalSpy recovered(m_session.get(), &MonitorSession::storingRecovered);
    const QSignalSpy recorded(m_session.get(), &MonitorSession::deliveriesRecorded);
    const auto other = otherConnection();
    QVERIFY(other);
    QVERIFY(other->execute(QStringLiteral("CREATE TRIGGER bomb BEFORE INSERT ON deliveries"
                                          " BEGIN SELECT RAISE(ABORT, 'boom'); END")));
    QCOMPARE(post(url(), eventBody("a")), 503);
    QCOMPARE(post(url(), eventBody("a")), 503);
    QTRY_COMPARE(failed.size(), 2);
    const auto error = failed.at(0).at(0).value<LogError>();
    QCOMPARE(error.path, m_session->log().path());
    QVERIFY(error.detail.contains(u"boom"));
    QVERIFY(recovered.isEmpty() && recorded.isEmpty());
    QVERIFY(other->execute(QStringLiteral("DROP TRIGGER bomb")));
    QCOMPARE(post(url(), eventBody("a")), 200);
    QCOMPARE(post(url(), eventBody("a")), 200);
    QTRY_COMPARE(recordedBy(recorded).size(), 2);
    QCOMPARE(recordedBy(recorded).constFirst().attempt, 1);
    QCOMPARE(recovered.size(), 1);
    QCOMPARE(failed.size(), 2);
}

void TestSessionDeliveries::survivesAFullDisk()
{
    QCOMPARE(post(url(), eventBody("a")), 200);
    const QSignalSpy failed(m_session.get(), &MonitorSession::storingFailed);
    const QSignalSpy recovered(m_session.get(), &MonitorSession::storingRecovered);
    rlimit unlimited{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &unlimited), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit tight{rlim_t{64} << 10, unlimited.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &tight), 0);
    const QByteArray large(qsizetype{512} << 10, 'x');
    const int status = post(url(), large);
    setrlimit(RLIMIT_FSIZE, &unlimited);
    (void)std::signal(SIGXFSZ, handler);
    QCOMPARE(status, 503);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(post(url(), large), 200);
    QTRY_COMPARE(recovered.size(), 1);
    const auto kept = m_session->reader().ask([](const LogQueries& log) { return log.delivery(2); });
    QTRY_VERIFY(kept.isFinished());
    QVERIFY(kept.result());
    QCOMPARE(kept.result()->body, large);
}

void TestSessionDeliveries::tellsThatAResourceIsNotKept()
{
    QCOMPARE(post(url(), eventBody("a")), 200);
    const QSignalSpy failed(m_session.get(), &MonitorSession::detailNotStored);
    const auto other = otherConnection();
    QVERIFY(other);
    QVERIFY(other->execute(QStringLiteral("CREATE TRIGGER bomb BEFORE INSERT ON resources"
                                          " BEGIN SELECT RAISE(ABORT, 'boom'); END")));
    ResourceRecord resource;
    resource.delivery = 1;
    m_session->log().addResource(resource);
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(other->execute(QStringLiteral("DROP TRIGGER bomb")));
}

void TestSessionDeliveries::receivesInAThreadOfItsOwn()
{
    ReceiverThread receiver(m_session->log(), m_clock);
    QThread* const thread = receiver.receiver().thread();
    QVERIFY(thread != QThread::currentThread());
    QVERIFY(thread->isRunning());
    const auto emittedIn = std::make_shared<QList<QThread*>>();
    kaunt::test::QueuedSpy listening(&receiver.receiver(), &WebhookReceiver::listening);
    connect(
        &receiver.receiver(), &WebhookReceiver::listening, &receiver.receiver(),
        [emittedIn] { emittedIn->append(QThread::currentThread()); }, Qt::DirectConnection);
    receiver.start(sessionSettings().receiver);
    QTRY_COMPARE(listening.size(), 1);
    receiver.drain();
    QCOMPARE(*emittedIn, QList<QThread*>{thread});
}

/// No event loop runs here while post() waits for its answer.
void TestSessionDeliveries::answersWhileTheMainThreadIsBusy()
{
    const QSignalSpy recorded(m_session.get(), &MonitorSession::deliveriesRecorded);
    for (int i = 0; i < 20; ++i)
        QCOMPARE(post(url(), eventBody("a" + QByteArray::number(i))), 200);
    QVERIFY(recorded.isEmpty());
    QTRY_COMPARE(recordedBy(recorded).size(), 20);
}

/// The lock is only let go of by this thread's event loop: were the thread to wait for the log, the delivery would be
/// answered 503.
void TestSessionDeliveries::keepsTheMainThreadFreeWhileTheLogIsBusy()
{
    const QSignalSpy recorded(m_session.get(), &MonitorSession::deliveriesRecorded);
    const QSignalSpy failed(m_session.get(), &MonitorSession::storingFailed);
    const auto other = otherConnection();
    QVERIFY(other);
    QVERIFY(other->execute(QStringLiteral("BEGIN IMMEDIATE")));
    m_session->sendTestEvent(knownEventTypes().constFirst(), QStringLiteral("default"));
    Settings settings = sessionSettings();
    settings.retention.maxAgeDays = 1;
    m_session->apply(settings);
    const auto numbers = m_session->reader().ask([](const LogQueries& log) { return log.numbers({}); });
    QTRY_VERIFY(numbers.isFinished());
    QVERIFY(numbers.result()->isEmpty());
    QVERIFY(recorded.isEmpty());
    QVERIFY(other->execute(QStringLiteral("ROLLBACK")));
    QTRY_COMPARE(recordedBy(recorded).size(), 1);
    QVERIFY(failed.isEmpty());
}

/// Peers that go on sending while the session is closed: whoever has a 200 is in the log.
void TestSessionDeliveries::losesNothingWhenClosed()
{
    constexpr int peers = 4;
    std::array<int, peers> accepted{};
    std::vector<std::unique_ptr<QThread>> threads;
    threads.reserve(peers);
    for (int peer = 0; peer < peers; ++peer) {
        threads.emplace_back(QThread::create([to = url(), peer, &count = accepted.at(static_cast<std::size_t>(peer))] {
            const QByteArray prefix = "peer" + QByteArray::number(peer) + '-';
            while (post(to, eventBody(prefix + QByteArray::number(count))) == 200)
                ++count;
        }));
    }
    const QSignalSpy recorded(m_session.get(), &MonitorSession::deliveriesRecorded);
    for (const auto& thread : threads)
        thread->start();
    QTRY_VERIFY(recorded.size() >= 10);
    m_session->close();
    for (const auto& thread : threads)
        QVERIFY(thread->wait());
    open();
    const auto kept = m_session->reader().ask([](const LogQueries& log) { return log.page({}, 0, 1'000'000); });
    QTRY_VERIFY(kept.isFinished());
    QSet<QString> ids;
    const QList<DeliverySummary> summaries = *kept.result();
    for (const DeliverySummary& summary : summaries)
        ids.insert(summary.event->id);
    for (int peer = 0; peer < peers; ++peer) {
        for (int i = 0; i < accepted.at(static_cast<std::size_t>(peer)); ++i)
            QVERIFY(ids.contains(QStringLiteral("peer%1-%2").arg(peer).arg(i)));
    }
    QVERIFY(std::accumulate(accepted.begin(), accepted.end(), 0) >= 10);
}

void TestSessionDeliveries::doesNothingOnceDrained()
{
    ReceiverThread receiver(m_session->log(), m_clock);
    const QueuedSpy listening(&receiver.receiver(), &WebhookReceiver::listening);
    receiver.drain();
    receiver.start(sessionSettings().receiver);
    receiver.stop();
    receiver.drain();
    QCoreApplication::sendPostedEvents();
    QVERIFY(listening.isEmpty());
}

void TestSessionDeliveries::leavesAReceiverThatIsHeldUp()
{
    static QSemaphore never; // as long as the process, like the thread that waits for it
    ReceiverThread receiver(m_session->log(), m_clock);
    const QThread* thread = receiver.receiver().thread();
    QSemaphore begun;
    QMetaObject::invokeMethod(&receiver.receiver(), [&begun] {
        begun.release();
        never.acquire();
    });
    begun.acquire();
    receiver.drain(std::chrono::milliseconds(10));
    QVERIFY(thread->isRunning());
}

/// That a note can't be kept does not mean that deliveries can't.
void TestSessionDeliveries::tellsWhatBelongsToADeliveryByItself()
{
    const QSignalSpy storing(m_session.get(), &MonitorSession::storingFailed);
    const QSignalSpy details(m_session.get(), &MonitorSession::detailNotStored);
    Annotation annotation;
    annotation.delivery = 4711;
    annotation.note = QStringLiteral("of none");
    m_session->log().annotate(annotation);
    QTRY_COMPARE(details.size(), 1);
    QCOMPARE(details.at(0).at(0).value<DeliveryDetail>(), DeliveryDetail::Annotation);
    QCOMPARE(details.at(0).at(1).value<LogError>().code, LogError::Code::NotFound);
    QVERIFY(storing.isEmpty());
}

QTEST_GUILESS_MAIN(TestSessionDeliveries)
#include "test_sessiondeliveries.moc"
