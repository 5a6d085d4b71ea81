// SPDX-License-Identifier: MIT
#include "tests/core/http/rawpeer.h"
#include "tests/core/receiver/receiverfixture.h"

#include <QSignalSpy>
#include <QTest>

#include <chrono>
#include <memory>
#include <vector>

using namespace kaunt;
using namespace kaunt::test;
using namespace std::chrono_literals;

namespace {

constexpr int bound = 5;
const QHostAddress stranger(QStringLiteral("127.0.0.2"));
const QHostAddress neighbour(QStringLiteral("127.0.0.3"));

} // namespace

/// A stranger who found the URL and sends what he likes.
class TestReceiverFlood final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void turnsAwayOneWhoSendsTooMany();
    void takesVerifiedOnesFromThere();
    void takesRefusedOnesOfAVerifiedSender();
    void turnsAwayNobodyWithoutASecret();
    void trustsNobodyForARepeat();
    void knowsVerifiedSendersOfEarlierRuns();
    void keepsTheConnection();
    void tellsOfThoseItTurnedAway();
    void tellsOfConnectionsItTurnedAway();
    void givesAVerifiedSenderAllPlaces();
    void takesInThoseOfAPeerThatHasProvedItself();

private:
    /// What so many of them, pipelined on one connection, are answered.
    [[nodiscard]] QList<int> statusesOf(const QByteArray& request, int count, const QHostAddress& from);

    std::unique_ptr<ReceiverFixture> m_fixture;
};

void TestReceiverFlood::init()
{
    m_fixture = std::make_unique<ReceiverFixture>();
    m_fixture->settings.maxRefusedPerMinute = bound;
    QVERIFY(!m_fixture->listen().isEmpty());
}

void TestReceiverFlood::cleanup()
{
    m_fixture.reset();
}

QList<int> TestReceiverFlood::statusesOf(const QByteArray& request, int count, const QHostAddress& from)
{
    RawPeer peer(m_fixture->port(), QHostAddress(QHostAddress::LocalHost), from);
    peer.send(request.repeated(count));
    if (!QTest::qWaitFor([&] { return peer.statuses().size() >= count; }))
        return {};
    return peer.statuses();
}

void TestReceiverFlood::turnsAwayOneWhoSendsTooMany()
{
    const QList<int> expected = QList<int>(bound, 401) + QList<int>(3, 429);
    QCOMPARE(statusesOf(postOf("{}", {}), bound + 3, stranger), expected);
    QTRY_COMPARE(m_fixture->log->statistics().refused, bound); // the others left no trace
    QCOMPARE(statusesOf(postOf("{}", {}), 1, neighbour), QList<int>{401});
    m_fixture->clock.advance(120'000);
    QCOMPARE(statusesOf(postOf("{}", {}), 1, stranger), QList<int>{401});
}

void TestReceiverFlood::takesVerifiedOnesFromThere()
{
    QCOMPARE(statusesOf(postOf("{}", {}), bound + 1, stranger).constLast(), 429);
    QCOMPARE(statusesOf(signedPost("{}"), 1, stranger), QList<int>{200});
}

void TestReceiverFlood::takesRefusedOnesOfAVerifiedSender()
{
    QCOMPARE(statusesOf(signedPost("{}"), 1, stranger), QList<int>{200});
    QCOMPARE(statusesOf(postOf("{}", {}), 3 * bound, stranger), QList<int>(qsizetype{3} * bound, 401));
}

/// Who has seen a delivery can send it, too.
void TestReceiverFlood::trustsNobodyForARepeat()
{
    QCOMPARE(statusesOf(signedPost("{}"), 1, neighbour), QList<int>{200});
    QCOMPARE(statusesOf(signedPost("{}"), 1, stranger), QList<int>{200});
    QCOMPARE(statusesOf(postOf("{}", {}), bound + 1, stranger).constLast(), 429);
    QCOMPARE(statusesOf(postOf("{}", {}), 3 * bound, neighbour), QList<int>(qsizetype{3} * bound, 401));
}

void TestReceiverFlood::knowsVerifiedSendersOfEarlierRuns()
{
    QCOMPARE(statusesOf(signedPost("{}"), 1, stranger), QList<int>{200});
    QCOMPARE(statusesOf(signedPost("{}"), 1, neighbour), QList<int>{200}); // a repeat, which proves nothing
    m_fixture->receiver = std::make_unique<WebhookReceiver>(*m_fixture->log, m_fixture->clock);
    QVERIFY(!m_fixture->listen().isEmpty());
    const QList<int> allTaken(qsizetype{2} * bound, 401);
    QTRY_COMPARE(statusesOf(postOf("{}", {}), 2 * bound, stranger), allTaken);
    QCOMPARE(statusesOf(postOf("{}", {}), bound + 1, neighbour).constLast(), 429);
}

void TestReceiverFlood::turnsAwayNobodyWithoutASecret()
{
    m_fixture->settings.endpoints.first().secrets.clear();
    m_fixture->receiver->start(m_fixture->settings);
    QCOMPARE(statusesOf(signedPost("{}"), 2 * bound, stranger), QList<int>(qsizetype{2} * bound, 503));
}

/// Told to come later, he is still told in a way that a client can read.
void TestReceiverFlood::keepsTheConnection()
{
    RawPeer peer(m_fixture->port(), QHostAddress(QHostAddress::LocalHost), stranger);
    peer.send(postOf("{}", {}).repeated(bound + 1));
    QTRY_COMPARE(peer.statuses().size(), bound + 1);
    QVERIFY(peer.received().contains("\r\nRetry-After: 120\r\n"));
    peer.send(signedPost("{}"));
    QTRY_COMPARE(peer.statuses().size(), bound + 2);
    QCOMPARE(peer.statuses().constLast(), 200);
}

/// They leave no row, so this is all that is ever heard of them.
void TestReceiverFlood::tellsOfThoseItTurnedAway()
{
    const QSignalSpy turnedAway(m_fixture->receiver.get(), &WebhookReceiver::turnedAway);
    QCOMPARE(statusesOf(postOf("{}", {}), bound, stranger), QList<int>(bound, 401));
    QVERIFY(turnedAway.isEmpty());
    QCOMPARE(statusesOf(postOf("{}", {}), 3, stranger), QList<int>(3, 429));
    QCOMPARE(turnedAway.size(), 1); // the others are told of later
    const TurnedAway expected{TurnedAway::Reason::TooManyRefused, 1, m_fixture->clock.utcMillis(), stranger};
    QCOMPARE(turnedAway.constFirst().at(0).value<TurnedAway>(), expected);
}

void TestReceiverFlood::tellsOfConnectionsItTurnedAway()
{
    m_fixture->settings.limits.maxConnections = 1;
    m_fixture->receiver->start(m_fixture->settings);
    const QSignalSpy turnedAway(m_fixture->receiver.get(), &WebhookReceiver::turnedAway);
    RawPeer first(m_fixture->port());
    RawPeer second(m_fixture->port(), QHostAddress(QHostAddress::LocalHost), stranger);
    QTRY_COMPARE(second.statuses(), QList<int>{503});
    const TurnedAway expected{TurnedAway::Reason::TooManyConnections, 1, m_fixture->clock.utcMillis(), stranger};
    QCOMPARE(turnedAway.constLast().at(0).value<TurnedAway>(), expected);
}

/// Such as a tunnel, which is one address whoever sends through it.
void TestReceiverFlood::givesAVerifiedSenderAllPlaces()
{
    m_fixture->settings.limits.maxConnectionsPerPeer = 1;
    m_fixture->settings.limits.placeWait = 50ms;
    m_fixture->receiver->start(m_fixture->settings);
    const QHostAddress local(QHostAddress::LocalHost);
    std::vector<std::unique_ptr<RawPeer>> peers;
    for (int i = 0; i < 4; ++i) {
        peers.push_back(std::make_unique<RawPeer>(m_fixture->port(), local, neighbour));
        peers.back()->send(signedPost("{}"));
        QTRY_COMPARE(peers.back()->statuses(), QList<int>{200});
    }
    RawPeer one(m_fixture->port(), local, stranger);
    one.send(signedPost("{}")); // a repeat
    QTRY_COMPARE(one.statuses(), QList<int>{200});
    RawPeer another(m_fixture->port(), local, stranger);
    QTRY_COMPARE(another.statuses(), QList<int>{503});
}

/// They were opened at once, before anything of them could be verified.
void TestReceiverFlood::takesInThoseOfAPeerThatHasProvedItself()
{
    m_fixture->settings.limits.maxConnectionsPerPeer = 1;
    m_fixture->settings.limits.placeWait = 10min;
    m_fixture->receiver->start(m_fixture->settings);
    const QHostAddress local(QHostAddress::LocalHost);
    RawPeer first(m_fixture->port(), local, stranger);
    RawPeer waiting(m_fixture->port(), local, stranger);
    waiting.send(signedPost(R"({"a":1})"));
    first.send(postOf("{}", {}));
    QTRY_COMPARE(first.statuses(), QList<int>{401});
    QCOMPARE(statusesOf(postOf("{}", {}), 1, neighbour), QList<int>{401}); // the one before it has been accepted
    QVERIFY(waiting.statuses().isEmpty());
    first.send(signedPost("{}"));
    QTRY_COMPARE(first.statuses(), (QList<int>{401, 200}));
    QTRY_COMPARE(waiting.statuses(), QList<int>{200});
}

QTEST_GUILESS_MAIN(TestReceiverFlood)
#include "test_receiverflood.moc"
