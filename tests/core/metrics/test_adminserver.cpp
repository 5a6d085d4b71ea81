// SPDX-License-Identifier: MIT
#include "core/metrics/adminserver.h"
#include "tests/core/http/rawpeer.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

class TestAdminServer final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void answersEachRequest_data();
    void answersEachRequest();
    void answersToItsOwnNamesAlone_data();
    void answersToItsOwnNamesAlone();
    void tellsHowItIs();
    void speaksTheFormatThatIsAccepted();
    void saysThatAPortIsTaken();

private:
    [[nodiscard]] QByteArray answerTo(const QByteArray& requestLine, const QByteArray& lines = {}) const;

    ReceiverMetrics m_metrics;
    std::unique_ptr<AdminServer> m_server;
};

void TestAdminServer::init()
{
    m_metrics = ReceiverMetrics();
    m_server = std::make_unique<AdminServer>(m_metrics);
    QVERIFY(!m_server->listen(QHostAddress::LocalHost, 0));
}

QByteArray TestAdminServer::answerTo(const QByteArray& requestLine, const QByteArray& lines) const
{
    RawPeer peer(m_server->port());
    peer.send(requestLine + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + lines + "\r\n");
    return QTest::qWaitFor([&peer] { return peer.isClosed(); }) ? peer.received() : QByteArray();
}

void TestAdminServer::answersEachRequest_data()
{
    QTest::addColumn<QByteArray>("requestLine");
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("metrics") << QByteArray("GET /metrics") << QByteArray("200");
    QTest::newRow("with a query") << QByteArray("GET /metrics?a=1") << QByteArray("200");
    QTest::newRow("head") << QByteArray("HEAD /metrics") << QByteArray("200");
    QTest::newRow("another path") << QByteArray("GET /") << QByteArray("404");
    QTest::newRow("below a path") << QByteArray("GET /metrics/x") << QByteArray("404");
    QTest::newRow("another method") << QByteArray("POST /metrics") << QByteArray("405");
}

void TestAdminServer::answersEachRequest()
{
    QFETCH(const QByteArray, requestLine);
    QTEST(answerTo(requestLine).mid(9, 3), "status");
}

void TestAdminServer::answersToItsOwnNamesAlone_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("status");
    for (const char* own : {"localhost", "LOCALHOST:9187", "127.0.0.1", "127.0.0.1:9187", "127.9.9.9", "[::1]:80"})
        QTest::newRow(own) << QByteArray(own) << QByteArray("200");
    for (const char* other : {"evil.example", "evil.example:9187", "localhost.evil.example", "127.0.0.1.evil.example",
                              "192.0.2.1", "[2001:db8::1]"})
        QTest::newRow(other) << QByteArray(other) << QByteArray("421");
}

/// A name of somebody else's may lead to this machine, too.
void TestAdminServer::answersToItsOwnNamesAlone()
{
    QFETCH(const QByteArray, host);
    RawPeer peer(m_server->port());
    peer.send("GET /metrics HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    QTRY_VERIFY(peer.isClosed());
    QTEST(peer.received().mid(9, 3), "status");
}

void TestAdminServer::tellsHowItIs()
{
    QVERIFY(answerTo("GET /healthz").endsWith(R"({"status":"failing","reason":"not-listening"})"));
    m_metrics.setListening(true);
    QVERIFY(answerTo("GET /healthz").startsWith("HTTP/1.1 200"));
    m_metrics.addStoringFailure();
    const QByteArray failing = answerTo("GET /healthz");
    QVERIFY(failing.startsWith("HTTP/1.1 503"));
    QVERIFY(failing.endsWith(R"({"status":"failing","reason":"not-storing"})"));
    m_metrics.setStoringRecovered();
    QVERIFY(answerTo("GET /healthz").endsWith(R"({"status":"ok"})"));
}

void TestAdminServer::speaksTheFormatThatIsAccepted()
{
    const QByteArray prometheus = answerTo("GET /metrics");
    QVERIFY(prometheus.contains("Content-Type: text/plain; version=0.0.4"));
    const QByteArray open =
        answerTo("GET /metrics", "Accept: application/openmetrics-text;version=1.0.0,*/*;q=0.1\r\n");
    QVERIFY(open.contains("Content-Type: application/openmetrics-text; version=1.0.0"));
    QVERIFY(open.endsWith("# EOF\n"));
}

void TestAdminServer::saysThatAPortIsTaken()
{
    AdminServer second(m_metrics);
    const auto error = second.listen(QHostAddress::LocalHost, m_server->port());
    QVERIFY(error);
    QCOMPARE(error->code, ListenError::Code::PortTaken);
}

QTEST_GUILESS_MAIN(TestAdminServer)
#include "test_adminserver.moc"
