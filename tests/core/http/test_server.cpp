// SPDX-License-Identifier: MIT
#include "tests/core/http/descriptorsleft.h"
#include "tests/core/http/rawpeer.h"
#include "tests/core/http/requestcases.h"
#include "tests/core/http/serverfixture.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <cstddef>

using namespace kaunt::http;
using namespace kaunt::test;

namespace {

QByteArray postOf(const QByteArray& body, const QByteArray& path = "/a")
{
    return "POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" +
           body;
}

} // namespace

/// What a client sees of the server, over real sockets: which answer a request gets, and when.
class TestServer final : public ServerFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void judgesLikeTheParser_data();
    void judgesLikeTheParser();
    void writesItsHeaders();
    void answersPipelinedInOrder();
    void answersLate();
    void answersAHalfClosedClient();
    void continuesWhenExpected();
    void refusesEarly();
    void answersDroppedRequests();
    void tellsWhatItCannotRead_data();
    void tellsWhatItCannotRead();
    void tellsThatItHasNoDescriptor_data();
    void tellsThatItHasNoDescriptor();
};

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

void TestServer::tellsWhatItCannotRead_data()
{
    using Speaks = UnreadableRequest::Speaks;
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<UnreadableRequest>("told");
    const QByteArray head = "POST /a?b HTTP/1.1\r\nHost: a\r\n";
    const auto row = [](const char* name, const QByteArray& bytes, const UnreadableRequest& told) {
        QTest::newRow(name) << bytes << told;
    };
    row("a body too large", head + "Content-Length: 1048577\r\n\r\n", {413, "/a?b"});
    row("chunks too large", head + "Transfer-Encoding: chunked\r\n\r\n100001\r\n", {413, "/a?b"});
    row("two hosts", head + "Host: b\r\n\r\n", {400, "/a?b"});
    row("an expectation", head + "Expect: tea\r\n\r\n", {417, "/a?b"});
    row("a coding", head + "Transfer-Encoding: gzip\r\n\r\n", {501, "/a?b"});
    row("half a line", "POST /a b c", {400, {}});
    row("another version", "GET /a HTTP/3.0\r\n", {505, {}});
    row("TLS", QByteArray::fromHex("1603010200"), {400, {}, Speaks::Tls});
    row("the PROXY protocol", "PROXY TCP4 192.0.2.7 192.0.2.8 4 443\r\n" + head, {400, {}, Speaks::ProxyProtocol});
    row("its second version", QByteArray::fromHex("0d0a0d0a000d0a515549540a21110c00"),
        {400, {}, Speaks::ProxyProtocol});
}

void TestServer::tellsWhatItCannotRead()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const UnreadableRequest, told);
    const QSignalSpy unreadable(m_server.get(), &Server::unreadable);
    RawPeer peer(m_server->serverPort());
    peer.send(bytes);
    QTRY_COMPARE(peer.statuses(), QList<int>{told.status});
    QCOMPARE(unreadable.size(), 1);
    QCOMPARE(unreadable.constFirst().at(0).value<QHostAddress>(), QHostAddress(QHostAddress::LocalHost));
    const auto request = unreadable.constFirst().at(1).value<UnreadableRequest>();
    QCOMPARE(request.status, told.status);
    QCOMPARE(request.target, told.target);
    QCOMPARE(request.speaks, told.speaks);
    RawPeer whole(m_server->serverPort());
    whole.send(post + "POST /early HTTP/1.1\r\nHost: a\r\n\r\n");
    QTRY_COMPARE(whole.statuses(), (QList<int>{200, 404}));
    QCOMPARE(unreadable.size(), 1);
}

void TestServer::tellsThatItHasNoDescriptor_data()
{
    QTest::addColumn<int>("left");
    QTest::newRow("to listen") << 0;
    QTest::newRow("to poll") << 1;
}

/// And listens as soon as there is one.
void TestServer::tellsThatItHasNoDescriptor()
{
    QFETCH(const int, left);
    Server server({}, {}, {});
    {
        const DescriptorsLeft few(left);
        QVERIFY(!server.listen(QHostAddress(QHostAddress::LocalHost)));
        QVERIFY(!server.isListening());
        QVERIFY(!server.errorString().isEmpty());
    }
    QVERIFY(server.listen(QHostAddress(QHostAddress::LocalHost)));
}

QTEST_GUILESS_MAIN(TestServer)
#include "test_server.moc"
