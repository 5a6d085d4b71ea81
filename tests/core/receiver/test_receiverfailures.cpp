// SPDX-License-Identifier: MIT
#include "core/receiver/refusalexaminer.h"
#include "core/storage/logdatabase.h"
#include "tests/core/http/rawpeer.h"
#include "tests/core/receiver/receiverfixture.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

using namespace kaunt;
using namespace kaunt::test;

namespace {

QByteArray eventPost(const QByteArray& id)
{
    return signedPost(R"({"Id":")" + id + R"("})");
}

} // namespace

/// A log that fails while it commits: the peer is told to come again, and does.
class TestReceiverFailures final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void asksToComeAgain();
    void tellsEachFailureAndOneRecovery();
    void keepsTheConnection();
    void answersTheRefusedLikewise();
    void turnsAwayWhatIsTooMuch();
    void explainsAfterManyThatWereNotStored();
    void explainsAfterManyThatFoundTheQueueFull();

private:
    [[nodiscard]] bool breakLog() const;
    [[nodiscard]] bool mendLog() const;
    void sendMoreThanAreExamined(RawPeer& peer) const;
    void expectExplained(RawPeer& peer) const;

    std::unique_ptr<LogDatabase> m_other;
    std::unique_ptr<ReceiverFixture> m_fixture;
};

void TestReceiverFailures::init()
{
    m_fixture = std::make_unique<ReceiverFixture>();
    QVERIFY(m_fixture->log);
    auto other = LogDatabase::open(m_fixture->log->path(), LogDatabase::Access::Write);
    QVERIFY(other);
    m_other = std::move(*other);
    QVERIFY(!m_fixture->listen().isEmpty());
}

void TestReceiverFailures::cleanup()
{
    m_other.reset();
    m_fixture.reset();
}

bool TestReceiverFailures::breakLog() const
{
    return m_other
        ->execute(QStringLiteral("CREATE TRIGGER bomb BEFORE INSERT ON deliveries"
                                 " BEGIN SELECT RAISE(ABORT, 'boom'); END"))
        .has_value();
}

bool TestReceiverFailures::mendLog() const
{
    return m_other->execute(QStringLiteral("DROP TRIGGER bomb")).has_value();
}

/// As refused ones that can't be stored.
void TestReceiverFailures::sendMoreThanAreExamined(RawPeer& peer) const
{
    constexpr int count = RefusalExaminer::mostWaiting + 1;
    peer.send(postOf("{}", signatureLine("{}", "other")).repeated(count));
    QTRY_COMPARE(peer.statuses(), QList<int>(count, 503));
}

/// The next refused one.
void TestReceiverFailures::expectExplained(RawPeer& peer) const
{
    const QSignalSpy recorded(m_fixture->receiver.get(), &WebhookReceiver::deliveriesRecorded);
    peer.send(postOf("{}", signatureLine("{}", "other")));
    QTRY_COMPARE(recorded.size(), 1);
    QCOMPARE(peer.statuses().constLast(), 401);
    const auto summary = recorded.at(0).at(0).value<QList<DeliverySummary>>().constFirst();
    QVERIFY(summary.diagnosis);
    QVERIFY(!summary.diagnosis->detail.contains(u"skipped"));
}

void TestReceiverFailures::asksToComeAgain()
{
    const QSignalSpy failed(m_fixture->receiver.get(), &WebhookReceiver::storingFailed);
    const QSignalSpy verified(m_fixture->receiver.get(), &WebhookReceiver::eventVerified);
    const QSignalSpy recorded(m_fixture->receiver.get(), &WebhookReceiver::deliveriesRecorded);
    QVERIFY(breakLog());
    RawPeer peer(m_fixture->port());
    peer.send(eventPost("a"));
    QTRY_COMPARE(peer.statuses(), QList<int>{503});
    QVERIFY(peer.received().contains("\r\nRetry-After: "));
    QVERIFY(!peer.received().contains("boom"));
    QCOMPARE(failed.size(), 1);
    QVERIFY(failed.at(0).at(0).value<LogError>().detail.contains(u"boom"));
    QVERIFY(verified.isEmpty() && recorded.isEmpty());
    QCOMPARE(m_fixture->log->statistics().deliveries, 0);
}

void TestReceiverFailures::tellsEachFailureAndOneRecovery()
{
    const QSignalSpy failed(m_fixture->receiver.get(), &WebhookReceiver::storingFailed);
    const QSignalSpy recovered(m_fixture->receiver.get(), &WebhookReceiver::storingRecovered);
    const QSignalSpy verified(m_fixture->receiver.get(), &WebhookReceiver::eventVerified);
    RawPeer peer(m_fixture->port());
    QList<int> expected;
    const auto send = [&](int status) {
        peer.send(eventPost("a"));
        expected.append(status);
        return QTest::qWaitFor([&] { return peer.statuses() == expected; });
    };
    for (int round = 1; round <= 2; ++round) {
        QVERIFY(breakLog());
        QVERIFY(send(503));
        QVERIFY(send(503));
        QCOMPARE(failed.size(), 2 * round);
        QCOMPARE(recovered.size(), round - 1);
        QVERIFY(mendLog());
        QVERIFY(send(200));
        QVERIFY(send(200));
        QCOMPARE(recovered.size(), round);
    }
    QCOMPARE(verified.size(), 1); // what was not stored was no attempt
    QVERIFY(peer.received().contains(R"({"status":"accepted","delivery":1,"attempt":1})"));
    QVERIFY(peer.received().contains(R"({"status":"accepted","delivery":4,"attempt":4})"));
}

void TestReceiverFailures::keepsTheConnection()
{
    QVERIFY(breakLog());
    RawPeer peer(m_fixture->port());
    peer.send(eventPost("a") + eventPost("b"));
    QTRY_COMPARE(peer.statuses(), (QList<int>{503, 503}));
    QVERIFY(mendLog());
    peer.send(eventPost("c"));
    QTRY_COMPARE(peer.statuses(), (QList<int>{503, 503, 200}));
    QVERIFY(!peer.isClosed());
}

/// A refusal is a promise too: that it can be looked up.
void TestReceiverFailures::answersTheRefusedLikewise()
{
    QVERIFY(breakLog());
    RawPeer peer(m_fixture->port());
    peer.send("POST /webhooks/kaunt HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}");
    QTRY_COMPARE(peer.statuses(), QList<int>{503});
}

/// The log is held up, so that deliveries wait: as many as are allowed, and not one more.
void TestReceiverFailures::turnsAwayWhatIsTooMuch()
{
    m_fixture->settings.maxPending = 2;
    m_fixture->settings.port = m_fixture->port();
    QVERIFY(!m_fixture->listen().isEmpty());
    QVERIFY(m_other->execute(QStringLiteral("BEGIN IMMEDIATE")));
    std::vector<std::unique_ptr<RawPeer>> peers;
    for (const char* id : {"a", "b", "c", "d"}) {
        peers.push_back(std::make_unique<RawPeer>(m_fixture->port()));
        peers.back()->send(eventPost(id));
    }
    const auto count = [&](int status) {
        return std::count_if(peers.begin(), peers.end(),
                             [status](const auto& peer) { return peer->statuses() == QList<int>{status}; });
    };
    QTRY_COMPARE(count(503), 2);
    QVERIFY(m_other->execute(QStringLiteral("ROLLBACK")));
    QTRY_COMPARE(count(200), 2);
    QTRY_COMPARE(m_fixture->log->statistics().deliveries, 2);
}

void TestReceiverFailures::explainsAfterManyThatWereNotStored()
{
    RawPeer peer(m_fixture->port());
    QVERIFY(breakLog());
    sendMoreThanAreExamined(peer);
    QVERIFY(mendLog());
    expectExplained(peer);
}

void TestReceiverFailures::explainsAfterManyThatFoundTheQueueFull()
{
    m_fixture->receiver.reset();
    m_fixture->log.reset();
    LogOptions options;
    options.maxPending = 1;
    auto log = EventLog::open(m_fixture->folder.path(), options, m_fixture->clock);
    QVERIFY(log);
    m_fixture->log = std::move(*log);
    m_fixture->receiver = std::make_unique<WebhookReceiver>(*m_fixture->log, m_fixture->clock);
    QVERIFY(!m_fixture->listen().isEmpty());
    QVERIFY(m_other->execute(QStringLiteral("BEGIN IMMEDIATE")));
    QVERIFY(m_fixture->log->append({}));
    // Once the writer has the first in hand; its sweep may have waited before.
    QVERIFY(QTest::qWaitFor([this] { return m_fixture->log->append({}).has_value(); }, 30'000));
    RawPeer peer(m_fixture->port());
    sendMoreThanAreExamined(peer);
    QVERIFY(m_other->execute(QStringLiteral("ROLLBACK")));
    QTRY_COMPARE(m_fixture->log->statistics().deliveries, 2);
    expectExplained(peer);
}

QTEST_GUILESS_MAIN(TestReceiverFailures)
#include "test_receiverfailures.moc"
