// SPDX-License-Identifier: MIT
#include "core/http/socketpoll.h"
#include "core/http/tcpstream.h"
#include "tests/core/http/rawpeer.h"
#include "tests/core/http/serverfixture.h"

#include <QSignalSpy>
#include <QTest>

#include <chrono>
#include <cstddef>
#include <fcntl.h>
#include <memory>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <optional>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

using namespace kaunt::http;
using namespace kaunt::test;
using namespace std::chrono_literals;

namespace {

using End = void (TcpStream::*)();

} // namespace

/// How long a connection of the server lasts: while it is used, until one side goes, within its limits, and to the end
/// of a drain.
class TestServerConnections final : public ServerFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void keepsAlive();
    void closesWhenAsked();
    void keepsAliveOn10();
    void survivesAClientThatIsGone();
    void survivesItsOwnEnd();
    void limitsTheTime_data();
    void limitsTheTime();
    void closesIdleConnections();
    void limitsConnections_data();
    void limitsConnections();
    void makesRoomOfThoseThatAreGone();
    void drains();
    void endsItsConnectionsAndGoesOn();
    void refusesHalfARequestWhenDraining();
    void answersWhatHasCome();
    void endsOneWhoseAnswerIsOnItsWay();
    void endsOneThatWaitsForItsTurn();
    void readsAwayNoMoreThanItsBound();
    void boundsHowLongTheSystemTries_data();
    void boundsHowLongTheSystemTries();
};

void TestServerConnections::keepsAlive()
{
    RawPeer peer(m_server->serverPort());
    for (int count = 1; count <= 3; ++count) {
        peer.send(post);
        QTRY_COMPARE(peer.statuses().size(), count);
    }
    QCOMPARE(m_server->connectionCount(), 1);
}

void TestServerConnections::closesWhenAsked()
{
    RawPeer peer(m_server->serverPort());
    peer.send("POST /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    QTRY_VERIFY(peer.isClosed());
    QVERIFY(peer.received().contains("\r\nConnection: close\r\n"));
    QTRY_COMPARE(m_server->connectionCount(), 0);
}

void TestServerConnections::keepsAliveOn10()
{
    RawPeer keeping(m_server->serverPort());
    keeping.send("POST /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    QTRY_VERIFY(keeping.received().contains("\r\nConnection: keep-alive\r\n"));
    keeping.send("POST /a HTTP/1.0\r\n\r\n");
    QTRY_VERIFY(keeping.isClosed());
    QCOMPARE(keeping.statuses(), (QList<int>{200, 200}));
}

void TestServerConnections::survivesAClientThatIsGone()
{
    m_answersLate = true;
    auto peer = std::make_unique<RawPeer>(m_server->serverPort());
    peer->send(post);
    QTRY_COMPARE(m_kept.size(), std::size_t{1});
    peer->socket().abort();
    m_kept.front().respond(Response::json(200, "ok"));
    QTRY_COMPARE(m_server->connectionCount(), 0);
}

void TestServerConnections::survivesItsOwnEnd()
{
    m_answersLate = true;
    RawPeer peer(m_server->serverPort());
    peer.send(post);
    QTRY_COMPARE(m_kept.size(), std::size_t{1});
    m_server.reset();
    m_kept.front().respond(Response::json(200, "ok"));
    QTRY_VERIFY(peer.isClosed());
    QVERIFY(peer.received().isEmpty());
}

void TestServerConnections::limitsTheTime_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("head") << QByteArray("POST /a HT");
    QTest::newRow("body") << QByteArray("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nx");
    QTest::newRow("chunked body") << QByteArray("POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1");
}

void TestServerConnections::limitsTheTime()
{
    QFETCH(const QByteArray, bytes);
    m_limits.headerTimeout = 50ms;
    m_limits.bodyRateGrace = 50ms;
    listen();
    RawPeer peer(m_server->serverPort());
    peer.send(bytes);
    QTRY_COMPARE(peer.statuses(), QList<int>{408});
    QTRY_VERIFY(peer.isClosed());
    QVERIFY(m_bodies.isEmpty());
}

void TestServerConnections::closesIdleConnections()
{
    m_limits.idleTimeout = 300ms; // in which the other has asked, on a busy machine too
    listen();
    RawPeer silent(m_server->serverPort());
    RawPeer once(m_server->serverPort());
    once.send(post);
    QTRY_VERIFY(silent.isClosed() && once.isClosed());
    QVERIFY(silent.received().isEmpty());
    QCOMPARE(once.statuses(), QList<int>{200});
}

void TestServerConnections::limitsConnections_data()
{
    QTest::addColumn<int>("all");
    QTest::addColumn<int>("perPeer");
    QTest::newRow("all") << 2 << 64;
    QTest::newRow("per peer") << 256 << 2;
}

void TestServerConnections::limitsConnections()
{
    QFETCH(const int, all);
    QFETCH(const int, perPeer);
    m_limits.maxConnections = all;
    m_limits.maxConnectionsPerPeer = perPeer;
    m_limits.placeWait = 50ms;
    listen();
    RawPeer first(m_server->serverPort());
    RawPeer second(m_server->serverPort());
    QTRY_COMPARE(m_server->connectionCount(), 2);
    {
        const QSignalSpy turnedAway(m_server.get(), &Server::turnedAway);
        RawPeer third(m_server->serverPort());
        QTRY_COMPARE(third.statuses(), QList<int>{503});
        QVERIFY(third.received().contains("\r\nRetry-After: "));
        QTRY_VERIFY(third.isClosed());
        QCOMPARE(turnedAway.size(), 1);
        QCOMPARE(turnedAway.constFirst().at(0).value<QHostAddress>(), QHostAddress(QHostAddress::LocalHost));
    }
    first.send(post);
    second.send(post);
    QTRY_VERIFY(first.statuses() == QList<int>{200} && second.statuses() == QList<int>{200});
    first.socket().abort();
    QTRY_COMPARE(m_server->connectionCount(), 1);
    RawPeer fourth(m_server->serverPort());
    fourth.send(post);
    QTRY_COMPARE(fourth.statuses(), QList<int>{200});
}

/// Whose answers are held up for a minute, say, and who wait for a second only.
void TestServerConnections::makesRoomOfThoseThatAreGone()
{
    m_limits.maxConnectionsPerPeer = 2;
    m_limits.placeWait = 50ms;
    listen();
    m_answersLate = true;
    RawPeer waiting(m_server->serverPort());
    waiting.send(post);
    RawPeer gone(m_server->serverPort());
    gone.send(post);
    QTRY_COMPARE(m_kept.size(), std::size_t{2});
    gone.finishSending();
    m_answersLate = false;
    const auto isServed = [this] {
        RawPeer peer(m_server->serverPort());
        peer.send(post);
        return QTest::qWaitFor([&peer] { return !peer.statuses().isEmpty(); }) && peer.statuses().constFirst() == 200;
    };
    QTRY_VERIFY(isServed()); // not at once: half-closed, it may wait for its answer
    QTRY_VERIFY(gone.isClosed());
    QVERIFY(gone.statuses().isEmpty());
    for (Responder& responder : m_kept)
        responder.respond(Response::json(200, "ok"));
    QTRY_COMPARE(waiting.statuses(), QList<int>{200});
}

void TestServerConnections::drains()
{
    m_answersLate = true;
    RawPeer idle(m_server->serverPort());
    RawPeer busy(m_server->serverPort());
    busy.send(post + post);
    QTRY_COMPARE(m_kept.size(), std::size_t{1});
    QTRY_COMPARE(m_server->connectionCount(), 2);
    const QSignalSpy drained(m_server.get(), &Server::drained);
    m_server->drain();
    QTRY_VERIFY(idle.isClosed());
    QVERIFY(drained.isEmpty());
    m_kept.front().respond(Response::json(200, "ok"));
    QTRY_COMPARE(busy.statuses(), QList<int>{200});
    QTRY_COMPARE(drained.size(), 1);
    QVERIFY(busy.received().contains("\r\nConnection: close\r\n"));
}

void TestServerConnections::endsItsConnectionsAndGoesOn()
{
    m_answersLate = true;
    RawPeer idle(m_server->serverPort());
    RawPeer busy(m_server->serverPort());
    busy.send(post);
    QTRY_COMPARE(m_kept.size(), std::size_t{1});
    QTRY_COMPARE(m_server->connectionCount(), 2);
    m_server->endConnections();
    QTRY_VERIFY(idle.isClosed());
    m_kept.front().respond(Response::json(200, "ok"));
    QTRY_COMPARE(busy.statuses(), QList<int>{200});
    QVERIFY(busy.received().contains("\r\nConnection: close\r\n"));
    m_answersLate = false;
    RawPeer next(m_server->serverPort());
    next.send(post + post);
    QTRY_COMPARE(next.statuses(), (QList<int>{200, 200}));
}

void TestServerConnections::refusesHalfARequestWhenDraining()
{
    RawPeer peer(m_server->serverPort());
    peer.send("POST /a HTTP/1.1\r\nHo");
    QTRY_COMPARE(m_server->connectionCount(), 1);
    const QSignalSpy drained(m_server.get(), &Server::drained);
    m_server->drain();
    QTRY_COMPARE(peer.statuses(), QList<int>{503});
    QTRY_COMPARE(drained.size(), 1);
}

/// However far the server had come with them.
void TestServerConnections::answersWhatHasCome()
{
    RawPeer known(m_server->serverPort());
    known.send(post);
    QTRY_COMPARE(known.statuses(), QList<int>{200});
    std::vector<std::unique_ptr<RawPeer>> waiting;
    constexpr int moreThanInATurn = 40;
    for (int i = 0; i < moreThanInATurn; ++i) {
        waiting.push_back(std::make_unique<RawPeer>(m_server->serverPort()));
        waiting.back()->send("POST /a HTTP/1.1\r\nHo");
    }
    known.send(post);
    m_server->drain();
    QTRY_COMPARE(known.statuses(), (QList<int>{200, 200}));
    for (const auto& peer : waiting)
        QTRY_COMPARE(peer->statuses(), QList<int>{503});
}

void TestServerConnections::endsOneWhoseAnswerIsOnItsWay()
{
    constexpr qsizetype huge = qsizetype{64} << 20; // more than the system takes for a peer that does not read
    m_limits.idleTimeout = 10min;
    listen();
    m_answersLate = true;
    RawPeer peer(m_server->serverPort());
    peer.socket().setReadBufferSize(1);
    peer.send(post);
    QTRY_COMPARE(m_kept.size(), std::size_t{1});
    m_kept.front().respond(Response::json(200, QByteArray(huge, ' ')));
    const QSignalSpy drained(m_server.get(), &Server::drained);
    m_server->drain();
    peer.socket().setReadBufferSize(0);
    qint64 read = 0;
    QTRY_VERIFY_WITH_TIMEOUT((read += peer.socket().readAll().size()) > huge && peer.isClosed(), 60'000);
    QTRY_COMPARE(drained.size(), 1);
}

/// It has sent ahead more than is answered in one.
void TestServerConnections::endsOneThatWaitsForItsTurn()
{
    constexpr int ahead = 100;
    int asked = 0;
    const auto check = [this, &asked](const RequestHead&, const QHostAddress&) -> std::optional<Response> {
        if (++asked == 1)
            QMetaObject::invokeMethod(m_server.get(), &Server::drain, Qt::QueuedConnection);
        return Response::json(404, "{}");
    };
    m_server = std::make_unique<Server>(m_limits, check, [](const Request&, const Responder&) {});
    QVERIFY(m_server->listen(QHostAddress(QHostAddress::LocalHost), 0));
    RawPeer peer(m_server->serverPort());
    peer.send(QByteArray("GET /a HTTP/1.1\r\nHost: a\r\n\r\n").repeated(ahead));
    QTRY_VERIFY(peer.isClosed());
    QCOMPARE(peer.statuses(), QList<int>(asked, 404));
    QVERIFY(asked < ahead);
    const QByteArray received = peer.received();
    QCOMPARE(received.count("\r\nConnection: close\r\n"), 1);
    QVERIFY(received.lastIndexOf("Connection: close") > received.lastIndexOf("HTTP/1.1 404"));
}

/// Of what comes behind a refusal.
void TestServerConnections::readsAwayNoMoreThanItsBound()
{
    constexpr qint64 more = qint64{128} << 20; // than that and what the system holds on the way
    qint64 taken = 0;
    RawPeer peer(m_server->serverPort());
    peer.socket().setReadBufferSize(1); // so that it does not notice the end of the answer, and goes on
    connect(&peer.socket(), &QIODevice::bytesWritten, this, [&taken](qint64 bytes) { taken += bytes; });
    peer.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: " + QByteArray::number(more) + "\r\n\r\n");
    peer.send(QByteArray(more, 'x'));
    QTRY_VERIFY_WITH_TIMEOUT(peer.isClosed() || taken >= more, 30'000);
    QVERIFY(taken < more);
    QVERIFY(m_bodies.isEmpty());
}

void TestServerConnections::boundsHowLongTheSystemTries_data()
{
    QTest::addColumn<End>("end");
    QTest::newRow("the last is written") << End(&TcpStream::finishWriting);
    QTest::newRow("closed") << End(&TcpStream::close);
}

/// To bring the last of an answer to a peer that may never take it, when nobody waits for that any more.
void TestServerConnections::boundsHowLongTheSystemTries()
{
    QFETCH(const End, end);
    SocketPoll poll;
    QVERIFY(poll.open());
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int same = ::fcntl(descriptor, F_DUPFD_CLOEXEC, 0); // still there once that one is closed
    TcpStream stream(descriptor, poll);
    (stream.*end)();
    unsigned millis = 0;
    socklen_t size = sizeof(millis);
    QCOMPARE(::getsockopt(same, IPPROTO_TCP, TCP_USER_TIMEOUT, &millis, &size), 0);
    QCOMPARE(std::chrono::milliseconds(millis), Limits().writeTimeout);
    ::close(same);
}

QTEST_GUILESS_MAIN(TestServerConnections)
#include "test_serverconnections.moc"
