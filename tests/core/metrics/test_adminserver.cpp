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
    peer.send(requestLine + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + lines + "\r\n");
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
