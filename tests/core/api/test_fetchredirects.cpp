// SPDX-License-Identifier: MIT
#include "tests/core/api/fetching.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

using Reason = FetchError::Reason;

namespace {

const QString path = QStringLiteral("/v1/resource");

QByteArray redirect(int status, const QByteArray& location)
{
    return answerWith(status, "Content-Length: 0\r\nLocation: " + location + "\r\n");
}

QByteArray good()
{
    return ScriptedPeer::status(200, R"({"id":"1"})");
}

} // namespace

/// Redirects (design.md section 4): within the origin, a few times, and not one byte of a credential elsewhere.
class TestFetchRedirects final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void followsWithinTheOrigin_data();
    void followsWithinTheOrigin();
    void goesNowhereElse_data();
    void goesNowhereElse();
    void goesNowhereWithoutALocation_data();
    void goesNowhereWithoutALocation();
    void namesTheHostItDoesNotGoTo();
    void endsLoops();
    void doesNotMoveTheToken();
};

void TestFetchRedirects::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

void TestFetchRedirects::followsWithinTheOrigin_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isWhole");
    for (const int status : {301, 302, 303, 307, 308}) {
        QTest::addRow("%d, a path", status) << status << false;
        QTest::addRow("%d, a whole URL", status) << status << true;
    }
}

void TestFetchRedirects::followsWithinTheOrigin()
{
    QFETCH(const int, status);
    QFETCH(const bool, isWhole);
    ScriptedPeer origin({tokenAnswer()});
    const QByteArray base = origin.url().toEncoded(QUrl::RemovePath);
    origin.setAnswers({tokenAnswer(), redirect(status, (isWhole ? base : QByteArray()) + "/v2/moved?a=%20b"), good()});
    Fetching fetching(origin.url());
    const FetchOutcome outcome = fetching.run(path);
    QVERIFY(!outcome.error);
    QCOMPARE(origin.requests().size(), 3);
    QCOMPARE(origin.requests().at(2).requestLine, QByteArray("GET /v2/moved?a=%20b HTTP/1.1"));
    QCOMPARE(headerValues(origin.requests().at(2).headers, "Authorization"), QList<QByteArray>{"Bearer first-token"});
}

void TestFetchRedirects::goesNowhereElse_data()
{
    QTest::addColumn<QByteArray>("location"); // PORT stands for the other peer's, OWN for the API's
    QTest::addColumn<bool>("isListed");
    QTest::addColumn<Reason>("reason");
    QTest::newRow("another port") << QByteArray("http://127.0.0.1:PORT/v1") << false << Reason::OriginNotAllowed;
    QTest::newRow("another port that is on the list")
        << QByteArray("http://127.0.0.1:PORT/v1") << true << Reason::OriginNotAllowed;
    QTest::newRow("another name of this machine")
        << QByteArray("http://localhost:PORT/v1") << false << Reason::OriginNotAllowed;
    QTest::newRow("without a scheme") << QByteArray("//127.0.0.1:PORT/v1") << false << Reason::OriginNotAllowed;
    QTest::newRow("with a user") << QByteArray("http://127.0.0.1:OWN@127.0.0.1:PORT/v1") << false << Reason::UserInfo;
    QTest::newRow("a user at the own origin") << QByteArray("http://me@127.0.0.1:OWN/v1") << false << Reason::UserInfo;
    QTest::newRow("backslashes") << QByteArray("http:\\\\127.0.0.1:PORT\\v1") << false << Reason::NoUrl;
    QTest::newRow("another scheme") << QByteArray("https://127.0.0.1:PORT/v1") << false << Reason::OriginNotAllowed;
    QTest::newRow("plain http to a host elsewhere")
        << QByteArray("http://other.example/v1") << false << Reason::SchemeNotAllowed;
    QTest::newRow("a file") << QByteArray("file:///etc/passwd") << false << Reason::NoUrl;
    QTest::newRow("nothing") << QByteArray() << false << Reason::NoLocation;
}

void TestFetchRedirects::goesNowhereElse()
{
    QFETCH(QByteArray, location);
    QFETCH(const bool, isListed);
    QFETCH(const Reason, reason);
    ScriptedPeer origin({tokenAnswer()});
    ScriptedPeer elsewhere({good()});
    const QSignalSpy connections(&elsewhere, &QTcpServer::newConnection);
    location.replace("PORT", QByteArray::number(elsewhere.serverPort()));
    location.replace("OWN", QByteArray::number(origin.serverPort()));
    origin.setAnswers({tokenAnswer(), redirect(302, location), good()});
    Fetching fetching(origin.url());
    if (isListed)
        fetching.settings.furtherOrigins = {elsewhere.url()};
    const FetchOutcome outcome = fetching.run(path);
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->step, FetchError::Step::Redirect);
    QCOMPARE(outcome.error->status, 302);
    QCOMPARE(outcome.error->reason, reason);
    QCOMPARE(origin.requests().size(), 2);
    QVERIFY(connections.isEmpty());
}

void TestFetchRedirects::goesNowhereWithoutALocation_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {300, 301, 302, 303, 305, 307, 308})
        QTest::addRow("%d", status) << status;
}

void TestFetchRedirects::goesNowhereWithoutALocation()
{
    QFETCH(const int, status);
    ScriptedPeer origin({tokenAnswer(), ScriptedPeer::status(status, "{}"), good()});
    Fetching fetching(origin.url());
    const FetchOutcome outcome = fetching.run(path);
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->step, FetchError::Step::Redirect);
    QCOMPARE(outcome.error->status, status);
    QCOMPARE(outcome.error->reason, Reason::NoLocation);
    QCOMPARE(outcome.error->host, QString());
    QCOMPARE(outcome.body, QByteArray("{}"));
    QCOMPARE(origin.requests().size(), 2);
}

void TestFetchRedirects::namesTheHostItDoesNotGoTo()
{
    ScriptedPeer origin({tokenAnswer(), redirect(302, "https://other.example:8443/v1?token=x")});
    Fetching fetching(origin.url());
    const FetchOutcome outcome = fetching.run(path);
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->reason, Reason::OriginNotAllowed);
    QCOMPARE(outcome.error->host, QStringLiteral("other.example:8443"));
    QCOMPARE(fetchError(resourceRecord(1, path, outcome, 0)), *outcome.error);
}

void TestFetchRedirects::endsLoops()
{
    ScriptedPeer origin({tokenAnswer(), redirect(302, path.toLatin1())});
    Fetching fetching(origin.url());
    const FetchOutcome outcome = fetching.run(path);
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->step, FetchError::Step::Redirect);
    QCOMPARE(outcome.error->reason, Reason::TooManyRedirects);
    QCOMPARE(origin.requests().size(), 1 + 1 + 5);
}

void TestFetchRedirects::doesNotMoveTheToken()
{
    ScriptedPeer elsewhere({tokenAnswer()});
    const QSignalSpy connections(&elsewhere, &QTcpServer::newConnection);
    ScriptedPeer origin({redirect(307, elsewhere.url().toEncoded())});
    Fetching fetching(origin.url());
    const FetchOutcome outcome = fetching.run(path);
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->step, FetchError::Step::Token);
    QCOMPARE(outcome.error->status, 307);
    QCOMPARE(origin.requests().size(), 1);
    QVERIFY(connections.isEmpty());
}

QTEST_GUILESS_MAIN(TestFetchRedirects)
#include "test_fetchredirects.moc"
