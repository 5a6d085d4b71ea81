// SPDX-License-Identifier: MIT
#include "core/api/proxyvariables.h"
#include "tests/core/api/fetching.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

using Step = FetchError::Step;

namespace {

const QByteArray page = "<html><head><title>Please sign in</title></head><body>Not without me</body></html>";

} // namespace

/// A real proxy in between, named by the environment as on people's machines, that answers pages of its own.
class TestFetchProxy final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysThatTheProxyIsInTheWay_data();
    void saysThatTheProxyIsInTheWay();
    void saysThatTheProxyIsDown();
    void cleanup();
};

void TestFetchProxy::cleanup()
{
    qunsetenv("https_proxy");
}

void TestFetchProxy::saysThatTheProxyIsInTheWay_data()
{
    QTest::addColumn<QByteArray>("scheme");
    QTest::addColumn<QByteArray>("answer");
    const QByteArray http = "http://";
    QTest::newRow("forbidden") << http << answerWith(403, "Content-Type: text/html\r\n", page);
    QTest::newRow("without a scheme") << QByteArray() << answerWith(403, "Content-Type: text/html\r\n", page);
    QTest::newRow("gateway") << http << answerWith(502, "Content-Type: text/html\r\n", page);
    QTest::newRow("sign-in") << http << answerWith(407, "Proxy-Authenticate: Basic realm=\"corp\"\r\n", page);
    QTest::newRow("sign-in as a page") << http << answerWith(302, "Location: http://sign-in.example/\r\n", page);
}

void TestFetchProxy::saysThatTheProxyIsInTheWay()
{
    QFETCH(const QByteArray, scheme);
    QFETCH(const QByteArray, answer);
    ScriptedPeer proxy({answer});
    proxy.setCloseAfterAnswer(true);
    const QString address = QStringLiteral("127.0.0.1:%1").arg(proxy.serverPort());
    qputenv("https_proxy", scheme + address.toLatin1());
    completeProxyVariables(); // as the programs begin
    Fetching fetching(QUrl(QStringLiteral("https://api.example")));
    const FetchOutcome outcome = fetching.run(QStringLiteral("/v1/tenants/tenant/x"));
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->step, Step::Connect);
    QCOMPARE(outcome.error->reason, FetchError::Reason::ThroughProxy);
    QCOMPARE(outcome.error->host, address);
    QVERIFY(!outcome.error->message.isEmpty());
    QVERIFY(!proxy.requests().isEmpty());
    for (const ReceivedRequest& request : proxy.requests()) {
        QCOMPARE(request.requestLine, QByteArray("CONNECT api.example:443 HTTP/1.1"));
        QVERIFY(headerValues(request.headers, "Authorization").isEmpty()); // nothing of ours is for a proxy
    }
    const FetchError kept = fetchError(resourceRecord(1, QStringLiteral("https://api.example/x"), outcome, 0));
    QCOMPARE(kept.host, address);
    QCOMPARE(kept.behindProxy, QStringLiteral("api.example:443"));
    QCOMPARE(kept, *outcome.error);
}

void TestFetchProxy::saysThatTheProxyIsDown()
{
    QString address;
    {
        const ScriptedPeer gone({});
        address = QStringLiteral("127.0.0.1:%1").arg(gone.serverPort());
    }
    qputenv("https_proxy", "http://" + address.toLatin1());
    Fetching fetching(QUrl(QStringLiteral("https://api.example")));
    const FetchOutcome outcome = fetching.run(QStringLiteral("/v1/tenants/tenant/x"));
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->reason, FetchError::Reason::ThroughProxy);
    QCOMPARE(outcome.error->host, address);
}

QTEST_GUILESS_MAIN(TestFetchProxy)
#include "test_fetchproxy.moc"
