// SPDX-License-Identifier: MIT
#include "core/http/server.h"
#include "tests/core/http/rawpeer.h"
#include "tests/core/http/requestcases.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <memory>
#include <vector>

using namespace kaunt;
using namespace kaunt::http;
using namespace kaunt::test;
using namespace std::chrono_literals;

namespace {

const QByteArray post = "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx";

QByteArray postOf(const QByteArray& body, const QByteArray& path = "/a")
{
    return "POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" +
           body;
}

} // namespace

/// What a client sees of the server, over real sockets.
class TestServer final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void judgesLikeTheParser_data();
    void judgesLikeTheParser();
    void writesItsHeaders();
    void keepsAlive();
    void closesWhenAsked();
    void keepsAliveOn10();
    void answersPipelinedInOrder();
    void answersLate();
    void answersAHalfClosedClient();
    void continuesWhenExpected();
    void doesNotContinueARefused();
    void refusesUnknownExpectations();
    void refusesEarly();
    void answersDroppedRequests();
    void survivesAClientThatIsGone();
    void survivesItsOwnEnd();
    void limitsTheTime_data();
    void limitsTheTime();
    void closesIdleConnections();
    void limitsConnections_data();
    void limitsConnections();
    void drains();
    void refusesHalfARequestWhenDraining();
    void answersWhatHasCome();

private:
    void listen();

    Limits m_limits;
    std::unique_ptr<Server> m_server;
    std::vector<Responder> m_kept;
    QList<QByteArray> m_bodies;
    bool m_answersLate = false;
};

void TestServer::init()
{
    m_limits = {};
    m_answersLate = false;
    m_bodies.clear();
    listen();
}

void TestServer::cleanup()
{
    m_server.reset();
    m_kept.clear();
}

void TestServer::listen()
{
    const auto check = [](const RequestHead& head, const QHostAddress&) -> std::optional<Response> {
        if (head.path() != "/early")
            return std::nullopt;
        return Response::json(404, "{}");
    };
    const auto handle = [this](const Request& request, Responder responder) {
        m_bodies.append(request.body);
        if (request.head.path() == "/drop")
            return;
        if (m_answersLate)
            m_kept.push_back(std::move(responder));
        else
            responder.respond(Response::json(200, request.body));
    };
    m_server = std::make_unique<Server>(m_limits, check, handle);
    QVERIFY(m_server->listen(QHostAddress(QHostAddress::LocalHost), 0));
}

void TestServer::judgesLikeTheParser_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("outcome");
    const QList<RequestCase> cases = requestLineCases() + fieldCases() + framingCases() + chunkCases();
    for (const RequestCase& each : cases) {
        if (each.outcome != RequestCase::incomplete)
            QTest::newRow(each.name) << each.bytes << (each.outcome == RequestCase::accepted ? 200 : each.outcome);
    }
}

void TestServer::judgesLikeTheParser()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, outcome);
    RawPeer peer(m_server->serverPort());
    peer.send(bytes);
    QTRY_COMPARE(peer.statuses().size(), 1);
    QCOMPARE(peer.statuses().constFirst(), outcome);
    QCOMPARE(m_bodies.size(), outcome == 200 ? 1 : 0);
    if (outcome != 200)
        QTRY_VERIFY(peer.isClosed());
}

void TestServer::writesItsHeaders()
{
    RawPeer peer(m_server->serverPort());
    peer.send(post);
    QTRY_VERIFY(peer.received().endsWith("\r\n\r\nx"));
    const QByteArray answer = peer.received();
    QVERIFY(answer.startsWith("HTTP/1.1 200 OK\r\n"));
    QVERIFY(answer.contains("\r\nContent-Length: 1\r\n"));
    QVERIFY(answer.contains("\r\nServer: kaunt-monitor\r\n"));
    QVERIFY(answer.contains("\r\nCache-Control: no-store\r\n"));
    static const QRegularExpression date(
        QStringLiteral("\r\nDate: (Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d [A-Z][a-z]{2} \\d{4} "
                       "\\d\\d:\\d\\d:\\d\\d GMT\r\n"));
    QVERIFY(date.match(QString::fromLatin1(answer)).hasMatch());
}

void TestServer::keepsAlive()
{
    RawPeer peer(m_server->serverPort());
    for (int count = 1; count <= 3; ++count) {
        peer.send(post);
        QTRY_COMPARE(peer.statuses().size(), count);
    }
    QCOMPARE(m_server->connectionCount(), 1);
}

void TestServer::closesWhenAsked()
{
    RawPeer peer(m_server->serverPort());
    peer.send("POST /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    QTRY_VERIFY(peer.isClosed());
    QVERIFY(peer.received().contains("\r\nConnection: close\r\n"));
    QTRY_COMPARE(m_server->connectionCount(), 0);
}

void TestServer::keepsAliveOn10()
{
    RawPeer keeping(m_server->serverPort());
    keeping.send("POST /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    QTRY_VERIFY(keeping.received().contains("\r\nConnection: keep-alive\r\n"));
    keeping.send("POST /a HTTP/1.0\r\n\r\n");
    QTRY_VERIFY(keeping.isClosed());
    QCOMPARE(keeping.statuses(), (QList<int>{200, 200}));
}

void TestServer::answersPipelinedInOrder()
{
    RawPeer peer(m_server->serverPort());
    peer.send(postOf("first") + postOf("second", "/early") + post);
    QTRY_COMPARE(peer.statuses(), (QList<int>{200, 404}));
    QTRY_VERIFY(peer.isClosed()); // the body of the second was not read, so nothing behind it is either
    QCOMPARE(m_bodies, QList<QByteArray>{"first"});
    RawPeer other(m_server->serverPort());
    other.send(postOf("1") + postOf("2") + postOf("3"));
    QTRY_COMPARE(other.statuses(), (QList<int>{200, 200, 200}));
    QCOMPARE(m_bodies, (QList<QByteArray>{"first", "1", "2", "3"}));
}

void TestServer::answersLate()
{
    m_answersLate = true;
    RawPeer peer(m_server->serverPort());
    peer.send(postOf("1") + postOf("2"));
    QTRY_COMPARE(m_kept.size(), std::size_t{1});
    QVERIFY(peer.received().isEmpty());
    m_kept.front().respond(Response::json(200, "one"));
    QTRY_COMPARE(m_kept.size(), std::size_t{2}); // the second was not looked at before
    m_kept.back().respond(Response::json(202, "two"));
    QTRY_COMPARE(peer.statuses(), (QList<int>{200, 202}));
    m_kept.front().respond(Response::json(500, "again")); // once only
    peer.send(postOf("3"));
    QTRY_COMPARE(m_kept.size(), std::size_t{3});
    QCOMPARE(peer.statuses(), (QList<int>{200, 202}));
}

void TestServer::answersAHalfClosedClient()
{
    m_answersLate = true;
    RawPeer peer(m_server->serverPort());
    peer.send(postOf("1") + postOf("2"));
    peer.finishSending();
    for (std::size_t count = 1; count <= 2; ++count) {
        QTRY_COMPARE(m_kept.size(), count);
        RawPeer later(m_server->serverPort()); // answered after the end of the other's data has come
        later.send("GET /early HTTP/1.1\r\nHost: a\r\n\r\n");
        QTRY_COMPARE(later.statuses(), QList<int>{404});
        m_kept.back().respond(Response::json(200, "ok"));
    }
    QTRY_COMPARE(peer.statuses(), (QList<int>{200, 200}));
    QTRY_VERIFY(peer.isClosed());
}

void TestServer::continuesWhenExpected()
{
    RawPeer peer(m_server->serverPort());
    peer.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nExpect: 100-Continue\r\n\r\n");
    QTRY_COMPARE(peer.received(), "HTTP/1.1 100 Continue\r\n\r\n");
    peer.send("x");
    QTRY_COMPARE(peer.statuses(), QList<int>{200});
    RawPeer hasty(m_server->serverPort());
    hasty.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\nx");
    QTRY_COMPARE(hasty.statuses(), QList<int>{200});
    QVERIFY(hasty.received().startsWith("HTTP/1.1 100 Continue\r\n\r\n")); // however the bytes were cut
}

void TestServer::doesNotContinueARefused()
{
    RawPeer peer(m_server->serverPort());
    peer.send("POST /early HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n");
    QTRY_COMPARE(peer.statuses(), QList<int>{404});
    QVERIFY(!peer.received().contains("100 Continue"));
    QTRY_VERIFY(peer.isClosed());
}

void TestServer::refusesUnknownExpectations()
{
    RawPeer peer(m_server->serverPort());
    peer.send("POST /a HTTP/1.1\r\nHost: a\r\nExpect: tea\r\n\r\n");
    QTRY_COMPARE(peer.statuses(), QList<int>{417});
    QTRY_VERIFY(peer.isClosed());
}

void TestServer::refusesEarly()
{
    RawPeer without(m_server->serverPort());
    without.send("GET /early HTTP/1.1\r\nHost: a\r\n\r\n" + post);
    QTRY_COMPARE(without.statuses(), (QList<int>{404, 200})); // no body, nothing to be taken for a request
    RawPeer with(m_server->serverPort());
    with.send(postOf(QByteArray(900'000, 'x'), "/early"));
    QTRY_VERIFY(with.isClosed());
    QCOMPARE(with.statuses(), QList<int>{404});
    RawPeer head(m_server->serverPort());
    head.send("HEAD /early HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    QTRY_VERIFY(head.isClosed());
    QVERIFY(head.received().contains("Content-Length: 2\r\n"));
    QVERIFY(head.received().endsWith("\r\n\r\n"));
}

void TestServer::answersDroppedRequests()
{
    RawPeer peer(m_server->serverPort());
    peer.send(postOf("", "/drop"));
    QTRY_VERIFY(peer.isClosed());
    QCOMPARE(peer.statuses(), QList<int>{500});
}

void TestServer::survivesAClientThatIsGone()
{
    m_answersLate = true;
    auto peer = std::make_unique<RawPeer>(m_server->serverPort());
    peer->send(post);
    QTRY_COMPARE(m_kept.size(), std::size_t{1});
    peer->socket().abort();
    m_kept.front().respond(Response::json(200, "ok"));
    QTRY_COMPARE(m_server->connectionCount(), 0);
}

void TestServer::survivesItsOwnEnd()
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

void TestServer::limitsTheTime_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("head") << QByteArray("POST /a HT");
    QTest::newRow("body") << QByteArray("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nx");
    QTest::newRow("chunked body") << QByteArray("POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1");
}

void TestServer::limitsTheTime()
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

void TestServer::closesIdleConnections()
{
    m_limits.idleTimeout = 50ms;
    listen();
    RawPeer silent(m_server->serverPort());
    RawPeer once(m_server->serverPort());
    once.send(post);
    QTRY_VERIFY(silent.isClosed() && once.isClosed());
    QVERIFY(silent.received().isEmpty());
    QCOMPARE(once.statuses(), QList<int>{200});
}

void TestServer::limitsConnections_data()
{
    QTest::addColumn<int>("all");
    QTest::addColumn<int>("perPeer");
    QTest::newRow("all") << 2 << 64;
    QTest::newRow("per peer") << 256 << 2;
}

void TestServer::limitsConnections()
{
    QFETCH(const int, all);
    QFETCH(const int, perPeer);
    m_limits.maxConnections = all;
    m_limits.maxConnectionsPerPeer = perPeer;
    listen();
    RawPeer first(m_server->serverPort());
    RawPeer second(m_server->serverPort());
    QTRY_COMPARE(m_server->connectionCount(), 2);
    {
        RawPeer third(m_server->serverPort());
        QTRY_COMPARE(third.statuses(), QList<int>{503});
        QVERIFY(third.received().contains("\r\nRetry-After: "));
        QTRY_VERIFY(third.isClosed());
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

void TestServer::drains()
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

void TestServer::refusesHalfARequestWhenDraining()
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
void TestServer::answersWhatHasCome()
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

QTEST_GUILESS_MAIN(TestServer)
#include "test_server.moc"
