// SPDX-License-Identifier: MIT
#include "core/http/connection.h"
#include "core/http/server.h"
#include "core/http/socketpoll.h"
#include "core/http/tcpstream.h"
#include "tests/core/http/rawpeer.h"

#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <sys/socket.h>
#include <utility>
#include <vector>

using namespace kaunt::http;
using namespace kaunt::test;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype hugeAnswer = qsizetype{64} << 20; // more than the system takes for a peer that does not read
const QByteArray shortPost = "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx";
const QByteArray longBody = "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n";
const QByteArray endlessChunks = "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

} // namespace

/// What a peer can't do: go on for ever, in either direction.
class TestServerLimits final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void endsABodyThatDrips_data();
    void endsABodyThatDrips();
    void waitsForABodyThatComesInTime();
    void countsWhatComesWithTheHead();
    void endsAPeerThatNeverReads();
    void servesAPeerThatReadsLate();
    void freesThePlaceOfAPeerThatNeverReads();
    void countsOnlyWhatIsOpen();
    void makesRoomOfTheLongestIdle_data();
    void makesRoomOfTheLongestIdle();
    void makesNoRoomOfARequest();
    void leavesOthersTheirPlaces();
    void keepsOneThatHasJustAsked();
    void servesOthersBetweenRequestsSentAhead();

private:
    void listen();
    /// Whether somebody new is, from this address.
    [[nodiscard]] bool isServed(const QHostAddress& from = {}) const;
    [[nodiscard]] quint16 port() const { return m_server->serverPort(); }

    Limits m_limits;
    std::unique_ptr<Server> m_server;
    QList<QByteArray> m_bodies;
    std::function<void()> m_whenAsked; ///< once
    qsizetype m_answerBytes = 2;
};

void TestServerLimits::init()
{
    m_limits = {};
    m_limits.idleTimeout = 6s; // who is idle for a sixth of it makes room
    m_limits.placeWait = 50ms;
    m_bodies.clear();
    m_whenAsked = nullptr;
    m_answerBytes = 2;
}

void TestServerLimits::listen()
{
    m_server = std::make_unique<Server>(
        m_limits, [](const RequestHead&, const QHostAddress&) { return std::nullopt; },
        [this](const Request& request, Responder responder) {
            m_bodies.append(request.body);
            if (const auto act = std::exchange(m_whenAsked, nullptr))
                act();
            responder.respond(Response::json(200, QByteArray(m_answerBytes, ' ')));
        });
    QVERIFY(m_server->listen(QHostAddress(QHostAddress::LocalHost), 0));
}

bool TestServerLimits::isServed(const QHostAddress& from) const
{
    RawPeer peer(port(), QHostAddress(QHostAddress::LocalHost), from);
    peer.send(shortPost);
    return QTest::qWaitFor([&peer] { return !peer.statuses().isEmpty(); }) && peer.statuses().constFirst() == 200;
}

void TestServerLimits::endsABodyThatDrips_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("drop");
    QTest::addColumn<qint64>("rate");
    QTest::newRow("no rate asked for") << longBody << QByteArray("x") << qint64{0};
    QTest::newRow("as fast as asked for") << longBody << QByteArray("x") << qint64{1};
    QTest::newRow("chunks") << endlessChunks << QByteArray("1\r\nx\r\n") << qint64{1};
    QTest::newRow("a chunk extension") << endlessChunks + "1" << QByteArray(";a") << qint64{1};
}

/// However steadily it comes: the time for the whole is limited.
void TestServerLimits::endsABodyThatDrips()
{
    QFETCH(const QByteArray, head);
    QFETCH(const QByteArray, drop);
    QFETCH(const qint64, rate);
    m_limits.bodyTimeout = 100ms;
    m_limits.minBodyBytesPerSecond = rate;
    listen();
    RawPeer peer(port());
    peer.send(head);
    const bool isAnswered = QTest::qWaitFor([&] {
        peer.send(drop);
        return !peer.statuses().isEmpty();
    });
    QVERIFY(isAnswered);
    QCOMPARE(peer.statuses(), QList<int>{408});
    QTRY_VERIFY(peer.isClosed());
    QTRY_COMPARE(m_server->connectionCount(), 0);
    QVERIFY(m_bodies.isEmpty());
}

/// The rate is asked for only after its grace, the end only after the whole time.
void TestServerLimits::waitsForABodyThatComesInTime()
{
    m_limits.headerTimeout = 50ms;
    m_limits.idleTimeout = 10min;
    m_limits.bodyTimeout = 10min;
    m_limits.bodyRateGrace = 10min;
    listen();
    RawPeer slow(port());
    slow.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nx");
    RawPeer late(port());
    late.send("POST /a");
    QTRY_COMPARE(late.statuses(), QList<int>{408}); // by then the time for a head is over for both
    slow.send("y");
    QTRY_COMPARE(slow.statuses(), QList<int>{200});
    QCOMPARE(m_bodies, QList<QByteArray>{"xy"});
}

/// As much as what comes by itself: how long a body may take does not depend on the pieces.
void TestServerLimits::countsWhatComesWithTheHead()
{
    const QByteArray most(600, 'x');
    m_limits.bodyTimeout = 10min;
    m_limits.bodyRateGrace = 50ms;
    m_limits.minBodyBytesPerSecond = 1;
    listen();
    RawPeer quick(port());
    quick.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 601\r\n\r\n" + most);
    RawPeer slow(port());
    slow.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 601\r\n\r\n");
    QTRY_COMPARE(slow.statuses(), QList<int>{408}); // by then the grace is over for both
    QVERIFY(quick.statuses().isEmpty());
    quick.send("y");
    QTRY_COMPARE(quick.statuses(), QList<int>{200});
    QCOMPARE(m_bodies, QList<QByteArray>{most + 'y'});
}

void TestServerLimits::endsAPeerThatNeverReads()
{
    m_answerBytes = hugeAnswer;
    m_limits.writeTimeout = 100ms;
    listen();
    RawPeer peer(port());
    peer.socket().setReadBufferSize(1);
    peer.send("POST /a HTTP/1.1\r\nHost: a\r\n\r\n");
    QTRY_COMPARE(m_bodies.size(), 1);
    QTRY_COMPARE(m_server->connectionCount(), 0);
}

void TestServerLimits::servesAPeerThatReadsLate()
{
    m_answerBytes = hugeAnswer;
    m_limits.idleTimeout = 300ms; // is for those that have nothing to read; in it, the other has asked
    listen();
    RawPeer peer(port());
    peer.socket().setReadBufferSize(1);
    peer.send("POST /a HTTP/1.1\r\nHost: a\r\n\r\n");
    QTRY_COMPARE(m_bodies.size(), 1);
    RawPeer idle(port());
    QTRY_VERIFY(idle.isClosed());
    QCOMPARE(m_server->connectionCount(), 1);
    peer.socket().setReadBufferSize(0);
    qint64 read = 0;
    QTRY_VERIFY_WITH_TIMEOUT((read += peer.socket().readAll().size()) >= hugeAnswer, 60'000);
}

void TestServerLimits::freesThePlaceOfAPeerThatNeverReads()
{
    m_answerBytes = hugeAnswer;
    m_limits.writeTimeout = 100ms;
    m_limits.maxConnections = 1;
    listen();
    RawPeer peer(port());
    peer.socket().setReadBufferSize(1);
    peer.send("POST /a HTTP/1.1\r\nHost: a\r\n\r\n");
    QTRY_COMPARE(m_bodies.size(), 1);
    m_answerBytes = 2;
    QTRY_COMPARE(m_server->connectionCount(), 0);
    RawPeer next(port());
    next.send("POST /a HTTP/1.1\r\nHost: a\r\n\r\n");
    QTRY_COMPARE(next.statuses(), QList<int>{200});
}

/// Peers that each have one connection at a time, and never all the places, get an answer each time: one that is closed
/// and not yet noticed takes no place.
void TestServerLimits::countsOnlyWhatIsOpen()
{
    constexpr int peers = 40;
    constexpr int requests = 25;
    listen();
    std::atomic<int> answered = 0;
    std::vector<std::unique_ptr<QThread>> threads;
    for (int peer = 0; peer < peers; ++peer) {
        threads.emplace_back(QThread::create([to = port(), &answered] {
            for (int i = 0; i < requests; ++i) {
                QTcpSocket socket;
                socket.connectToHost(QHostAddress(QHostAddress::LocalHost), to);
                socket.write("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                socket.waitForDisconnected();
                answered += socket.readAll().startsWith("HTTP/1.1 200") ? 1 : 0;
            }
        }));
        threads.back()->start();
    }
    const auto areDone = [&threads] {
        return std::all_of(threads.cbegin(), threads.cend(), [](const auto& thread) { return thread->isFinished(); });
    };
    QTRY_VERIFY_WITH_TIMEOUT(areDone(), 60'000);
    QCOMPARE(answered.load(), peers * requests);
}

void TestServerLimits::makesRoomOfTheLongestIdle_data()
{
    QTest::addColumn<int>("all");
    QTest::addColumn<int>("perPeer");
    QTest::newRow("of all") << 3 << 64;
    QTest::newRow("of one address") << 256 << 3;
}

/// Nobody locks the others out by connections that he does not use: behind a tunnel all have one address.
void TestServerLimits::makesRoomOfTheLongestIdle()
{
    QFETCH(const int, all);
    QFETCH(const int, perPeer);
    m_limits.maxConnections = all;
    m_limits.maxConnectionsPerPeer = perPeer;
    listen();
    RawPeer used(port());
    RawPeer silent(port());
    QTRY_COMPARE(m_server->connectionCount(), 2);
    used.send(shortPost);
    QTRY_COMPARE(used.statuses(), QList<int>{200});
    RawPeer later(port());
    QTRY_COMPARE(m_server->connectionCount(), 3);
    QTRY_VERIFY(isServed()); // not at once: one that has just been opened is about to be used
    QTRY_VERIFY(silent.isClosed());
    QVERIFY(silent.received().isEmpty());
    used.send(shortPost);
    later.send(shortPost);
    QTRY_COMPARE(used.statuses(), (QList<int>{200, 200}));
    QTRY_COMPARE(later.statuses(), QList<int>{200});
}

void TestServerLimits::makesNoRoomOfARequest()
{
    m_limits.maxConnections = 3;
    listen();
    RawPeer head(port());
    head.send("POST /a");
    RawPeer body(port());
    body.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n");
    RawPeer idle(port());
    QTRY_VERIFY(isServed());
    QTRY_VERIFY(idle.isClosed());
    RawPeer next(port()); // has the place
    next.send("POST /a");
    QTRY_COMPARE(m_server->connectionCount(), 3);
    QVERIFY(!isServed());
    head.send(" HTTP/1.1\r\nHost: a\r\n\r\n");
    body.send("x");
    QTRY_COMPARE(head.statuses(), QList<int>{200});
    QTRY_COMPARE(body.statuses(), QList<int>{200});
}

/// Who has used up his own places gets none of another's.
void TestServerLimits::leavesOthersTheirPlaces()
{
    const QHostAddress greedy(QStringLiteral("127.0.0.2"));
    m_limits.maxConnectionsPerPeer = 1;
    listen();
    RawPeer other(port());
    QTRY_COMPARE(m_server->connectionCount(), 1);
    RawPeer own(port(), QHostAddress(QHostAddress::LocalHost), greedy);
    QTRY_COMPARE(m_server->connectionCount(), 2);
    QTRY_VERIFY(isServed(greedy));
    QTRY_VERIFY(own.isClosed());
    other.send(shortPost);
    QTRY_COMPARE(other.statuses(), QList<int>{200});
}

/// Its request is there, though the system has not told of it yet.
void TestServerLimits::keepsOneThatHasJustAsked()
{
    std::array<int, 2> ends{};
    QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()), 0);
    const Server::HeadCheck check = [](const RequestHead&, const QHostAddress&) { return std::nullopt; };
    int answered = 0;
    const Server::Handler handler = [&answered](const Request&, Responder responder) {
        ++answered;
        responder.respond(Response::json(200, "{}"));
    };
    SocketPoll poll;
    QVERIFY(poll.open());
    Connection connection(new TcpStream(ends[0], poll), m_limits, check, handler, nullptr);
    TcpStream client(ends[1], poll);
    const QSignalSpy closed(&connection, &Connection::closed);
    connection.start();
    client.write(shortPost);
    QTRY_COMPARE(answered, 1);
    client.write(shortPost);
    connection.giveUpPlace();
    QCOMPARE(answered, 2);
    client.write(shortPost.left(9));
    connection.giveUpPlace();
    QVERIFY(closed.isEmpty());
    client.write(shortPost.mid(9));
    QTRY_COMPARE(answered, 3);
    connection.giveUpPlace();
    QCOMPARE(closed.size(), 1);
}

/// However many they are, and though each of them is answered at once.
void TestServerLimits::servesOthersBetweenRequestsSentAhead()
{
    constexpr int ahead = 1'000;
    listen();
    RawPeer busy(port());
    QTRY_COMPARE(m_server->connectionCount(), 1);
    RawPeer other(port());
    QTRY_COMPARE(m_server->connectionCount(), 2);
    m_whenAsked = [&other] {
        other.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\ny");
        other.socket().flush();
    };
    busy.send(shortPost.repeated(ahead));
    busy.socket().flush();
    QTRY_COMPARE(m_bodies.size(), ahead + 1);
    constexpr int aFewTurns = 100;
    QVERIFY2(m_bodies.indexOf("y") < aFewTurns, qPrintable(QString::number(m_bodies.indexOf("y"))));
    QTRY_COMPARE(busy.statuses().size(), ahead);
    QCOMPARE(other.statuses(), QList<int>{200});
}

QTEST_GUILESS_MAIN(TestServerLimits)
#include "test_serverlimits.moc"
