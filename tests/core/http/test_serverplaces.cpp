// SPDX-License-Identifier: MIT
#include "core/http/server.h"
#include "tests/core/http/comestorest.h"
#include "tests/core/http/descriptorsleft.h"
#include "tests/core/http/rawpeer.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <memory>
#include <vector>

using namespace kaunt::http;
using namespace kaunt::test;
using namespace std::chrono_literals;

namespace {

const QHostAddress local(QHostAddress::LocalHost);
const QHostAddress neighbour(QStringLiteral("127.0.0.2"));

QByteArray postNumbered(qsizetype number)
{
    const QByteArray body = QByteArray::number(number);
    return "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace

/// Who waits for a place: as many connections as one address likes, of which the bound takes only some before it has
/// shown that it is no stranger's.
class TestServerPlaces final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void takesInThoseOfOneWhoIsKnown();
    void takesInNobodyElse();
    void turnsAwayThoseWhoseTimeIsOver();
    void readsNothingOfThem();
    void restsWhileTheyWait();
    void givesAFreePlaceToTheFirst();
    void givesWayToAnother();
    void letsNobodyKeepOthersFromWaiting();
    void givesWayToOneWhoIsKnown();
    void turnsAwayAtOnceWhereAllAreTaken();
    void turnsThemAwayAtTheEnd_data();
    void turnsThemAwayAtTheEnd();
    void restsWhileThereAreNoDescriptors();

private:
    void listen();
    /// One more connection, which sends its number.
    RawPeer& connectOne(const QHostAddress& from = local);
    void connectMany(qsizetype count, const QHostAddress& from = local);
    void beKnown(const QHostAddress& customer);
    /// What each has been answered; 0 where nothing.
    [[nodiscard]] QList<int> answers() const;

    Limits m_limits;
    std::unique_ptr<Server> m_server;
    std::vector<std::unique_ptr<RawPeer>> m_peers;
    QList<QByteArray> m_bodies;
    QList<QHostAddress> m_known;
};

void TestServerPlaces::init()
{
    m_limits = {};
    m_limits.placeWait = 10min;
    m_peers.clear();
    m_bodies.clear();
    m_known.clear();
}

void TestServerPlaces::listen()
{
    m_server = std::make_unique<Server>(
        m_limits, [](const RequestHead&, const QHostAddress&) { return std::nullopt; },
        [this](const Request& request, Responder responder) {
            m_bodies.append(request.body);
            responder.respond(Response::json(200, "{}"));
        });
    m_server->setUnbounded([this](const QHostAddress& customer) { return m_known.contains(customer); });
    QVERIFY(m_server->listen(local, 0));
}

RawPeer& TestServerPlaces::connectOne(const QHostAddress& from)
{
    m_peers.push_back(std::make_unique<RawPeer>(m_server->serverPort(), local, from));
    m_peers.back()->send(postNumbered(static_cast<qsizetype>(m_peers.size())));
    return *m_peers.back();
}

void TestServerPlaces::connectMany(qsizetype count, const QHostAddress& from)
{
    for (qsizetype i = 0; i < count; ++i)
        connectOne(from);
}

void TestServerPlaces::beKnown(const QHostAddress& customer)
{
    m_known.append(customer);
    m_server->admitWaiting(customer);
}

QList<int> TestServerPlaces::answers() const
{
    QList<int> statuses;
    for (const auto& peer : m_peers)
        statuses.append(peer->statuses().value(0));
    return statuses;
}

/// As Kaunt may come after a night in which it could not reach us.
void TestServerPlaces::takesInThoseOfOneWhoIsKnown()
{
    constexpr qsizetype all = 200;
    listen();
    const QSignalSpy turnedAway(m_server.get(), &Server::turnedAway);
    connectMany(all);
    QTRY_COMPARE(answers(), QList<int>(64, 200) + QList<int>(all - 64, 0));
    QCOMPARE(m_server->connectionCount(), 64);
    beKnown(local);
    QTRY_COMPARE(answers(), QList<int>(all, 200));
    QCOMPARE(m_server->connectionCount(), static_cast<int>(all));
    QVERIFY(turnedAway.isEmpty());
    for (qsizetype i = 64; i < all; ++i) // in the order in which they came
        QCOMPARE(m_bodies.value(i), QByteArray::number(i + 1));
}

void TestServerPlaces::takesInNobodyElse()
{
    m_limits.maxConnectionsPerPeer = 1;
    listen();
    connectMany(2);
    connectMany(2, neighbour);
    QTRY_COMPARE(answers(), (QList<int>{200, 0, 200, 0}));
    m_server->admitWaiting(local); // though it is not known
    beKnown(neighbour);
    QTRY_COMPARE(answers(), (QList<int>{200, 0, 200, 200}));
    QCOMPARE(m_server->connectionCount(), 3);
}

void TestServerPlaces::turnsAwayThoseWhoseTimeIsOver()
{
    constexpr int all = 200;
    m_limits.placeWait = 50ms;
    listen();
    const QSignalSpy turnedAway(m_server.get(), &Server::turnedAway);
    for (int i = 0; i < all; ++i)
        m_peers.push_back(std::make_unique<RawPeer>(m_server->serverPort())); // and never sends
    const auto isTurnedAway = [](const auto& peer) {
        return peer->isClosed() && peer->statuses() == QList<int>{503} &&
               peer->received().contains("\r\nRetry-After: ");
    };
    QTRY_COMPARE(std::count_if(m_peers.cbegin(), m_peers.cend(), isTurnedAway), all - 64);
    QCOMPARE(m_server->connectionCount(), 64);
    QCOMPARE(turnedAway.size(), all - 64);
    QCOMPARE(turnedAway.constFirst().at(0).value<QHostAddress>(), local);
    for (int i = 0; i < 64; ++i) // the others
        QVERIFY(!m_peers.at(static_cast<std::size_t>(i))->isClosed());
}

/// However much it is: it waits in the system's buffers.
void TestServerPlaces::readsNothingOfThem()
{
    m_limits.maxConnectionsPerPeer = 1;
    listen();
    connectOne();
    QTRY_COMPARE(m_bodies.size(), 1);
    RawPeer& waiting = connectOne();
    waiting.send(postNumbered(3) + postNumbered(4));
    waiting.finishSending();
    RawPeer last(m_server->serverPort(), local, neighbour);
    last.send(postNumbered(5));
    QTRY_COMPARE(m_bodies.size(), 2);
    QCOMPARE(m_bodies.constLast(), QByteArray("5"));
    beKnown(local);
    QTRY_COMPARE(waiting.statuses(), (QList<int>{200, 200, 200}));
    QTRY_VERIFY(waiting.isClosed());
}

/// What they have sent waits with the system, which is not asked for it all the time.
void TestServerPlaces::restsWhileTheyWait()
{
    m_limits.maxConnectionsPerPeer = 1;
    listen();
    RawPeer& served = connectOne();
    QTRY_COMPARE(served.statuses(), QList<int>{200});
    connectMany(3);
    RawPeer& other = connectOne(neighbour); // after whose request they are there
    QTRY_COMPARE(other.statuses(), QList<int>{200});
    QVERIFY(comesToRest());
}

/// Who comes later does not overtake it.
void TestServerPlaces::givesAFreePlaceToTheFirst()
{
    m_limits.maxConnectionsPerPeer = 1;
    listen();
    connectMany(3);
    QTRY_COMPARE(answers(), (QList<int>{200, 0, 0}));
    m_peers.at(0)->socket().abort();
    connectOne();
    QTRY_COMPARE(m_bodies, (QList<QByteArray>{"1", "2"}));
    m_peers.at(1)->socket().abort();
    QTRY_COMPARE(m_bodies, (QList<QByteArray>{"1", "2", "3"}));
    m_peers.at(2)->socket().abort();
    QTRY_COMPARE(m_bodies, (QList<QByteArray>{"1", "2", "3", "4"}));
    QCOMPARE(m_server->connectionCount(), 1);
}

/// The last of them first.
void TestServerPlaces::givesWayToAnother()
{
    m_limits.maxConnections = 4;
    m_limits.maxConnectionsPerPeer = 2;
    listen();
    const QSignalSpy turnedAway(m_server.get(), &Server::turnedAway);
    connectMany(4);
    QTRY_COMPARE(answers(), (QList<int>{200, 200, 0, 0}));
    connectOne(neighbour);
    QTRY_COMPARE(answers(), (QList<int>{200, 200, 0, 503, 200}));
    QTRY_VERIFY(m_peers.at(3)->isClosed());
    QCOMPARE(turnedAway.size(), 1);
    QCOMPARE(turnedAway.constFirst().at(0).value<QHostAddress>(), local);
    connectOne(neighbour);
    QTRY_COMPARE(answers(), (QList<int>{200, 200, 503, 503, 200, 200}));
    QCOMPARE(turnedAway.size(), 2);
    QCOMPARE(m_server->connectionCount(), 4);
}

/// A flood of waiting ones leaves others as many of those places as it has itself.
void TestServerPlaces::letsNobodyKeepOthersFromWaiting()
{
    m_limits.maxConnections = 6;
    m_limits.maxConnectionsPerPeer = 1;
    listen();
    connectMany(6);
    QTRY_COMPARE(answers(), (QList<int>{200, 0, 0, 0, 0, 0}));
    connectOne(neighbour);
    QTRY_COMPARE(answers(), (QList<int>{200, 0, 0, 0, 0, 503, 200}));
    connectMany(2, neighbour);
    QTRY_COMPARE(answers(), (QList<int>{200, 0, 0, 503, 503, 503, 200, 0, 0}));
    connectOne(neighbour);
    QTRY_COMPARE(answers(), (QList<int>{200, 0, 0, 503, 503, 503, 200, 0, 0, 503}));
    connectOne();
    QTRY_COMPARE(answers(), (QList<int>{200, 0, 0, 503, 503, 503, 200, 0, 0, 503, 503}));
}

void TestServerPlaces::givesWayToOneWhoIsKnown()
{
    m_limits.maxConnections = 4;
    m_limits.maxConnectionsPerPeer = 1;
    m_known = {neighbour};
    listen();
    connectMany(4);
    QTRY_COMPARE(answers(), (QList<int>{200, 0, 0, 0}));
    connectMany(3, neighbour);
    QTRY_COMPARE(answers(), (QList<int>{200, 503, 503, 503, 200, 200, 200}));
    QCOMPARE(m_server->connectionCount(), 4);
}

/// Waiting would not help.
void TestServerPlaces::turnsAwayAtOnceWhereAllAreTaken()
{
    m_limits.maxConnections = 2;
    m_limits.maxConnectionsPerPeer = 1;
    listen();
    connectOne();
    connectOne(neighbour);
    QTRY_COMPARE(answers(), (QList<int>{200, 200}));
    connectOne(QHostAddress(QStringLiteral("127.0.0.3")));
    connectOne();
    QTRY_COMPARE(answers(), (QList<int>{200, 200, 503, 503}));
}

void TestServerPlaces::turnsThemAwayAtTheEnd_data()
{
    QTest::addColumn<bool>("isLast");
    QTest::newRow("of the server") << true;
    QTest::newRow("of its connections") << false;
}

void TestServerPlaces::turnsThemAwayAtTheEnd()
{
    QFETCH(const bool, isLast);
    m_limits.maxConnectionsPerPeer = 1;
    listen();
    connectMany(3);
    connectOne(neighbour); // once it is answered, those before it have been accepted
    QTRY_COMPARE(answers(), (QList<int>{200, 0, 0, 200}));
    const QSignalSpy drained(m_server.get(), &Server::drained);
    if (isLast)
        m_server->drain();
    else
        m_server->endConnections();
    QTRY_COMPARE(answers(), (QList<int>{200, 503, 503, 200}));
    const auto isEnded = [](const auto& peer) { return peer->isClosed(); };
    QTRY_VERIFY(std::all_of(m_peers.cbegin(), m_peers.cend(), isEnded));
    QTRY_COMPARE(drained.size(), isLast ? 1 : 0);
    QCOMPARE(m_server->connectionCount(), 0);
}

/// Those that are there are served, and the others are accepted once there are some.
void TestServerPlaces::restsWhileThereAreNoDescriptors()
{
    listen();
    RawPeer& served = connectOne();
    QTRY_COMPARE(served.statuses(), QList<int>{200});
    RawPeer& waiting = connectOne();
    {
        const DescriptorsLeft none(0);
        QVERIFY(comesToRest());
        served.send(postNumbered(3));
        QTRY_COMPARE(served.statuses(), (QList<int>{200, 200}));
        QVERIFY(waiting.statuses().isEmpty());
    }
    QTRY_COMPARE(waiting.statuses(), QList<int>{200});
}

QTEST_GUILESS_MAIN(TestServerPlaces)
#include "test_serverplaces.moc"
