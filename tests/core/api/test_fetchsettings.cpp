// SPDX-License-Identifier: MIT
#include "tests/core/api/fetching.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

const QString path = QStringLiteral("/v1/resource");

QByteArray good()
{
    return ScriptedPeer::status(200, R"({"id":"1"})");
}

/// The tokens that a peer was sent, in their order.
QList<QByteArray> tokensAt(const ScriptedPeer& peer)
{
    QList<QByteArray> tokens;
    for (const ReceivedRequest& request : peer.requests()) {
        const QByteArray authorization = headerValues(request.headers, "Authorization").value(0);
        if (authorization.startsWith("Bearer "))
            tokens.append(authorization.mid(7));
    }
    return tokens;
}

} // namespace

/// What a change of the settings does to tokens: one belongs to the API base and the key for which it was given out.
class TestFetchSettings final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void asksEachBaseForItsToken();
    void sendsNoTokenToAnotherBase();
    void neverUsesTheTokenOfAnOldKey();
    void isNotCancelledByAnotherKey();
};

void TestFetchSettings::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

void TestFetchSettings::asksEachBaseForItsToken()
{
    ScriptedPeer one({tokenAnswer("one"), good()});
    ScriptedPeer two({tokenAnswer("two"), good()});
    Fetching fetching(one.url());
    QVERIFY(!fetching.run(path).error);
    fetching.settings.apiBase = two.url();
    QVERIFY(!fetching.run(path).error);
    QCOMPARE(tokensAt(one), QList<QByteArray>{"one"});
    QCOMPARE(tokensAt(two), QList<QByteArray>{"two"});
}

void TestFetchSettings::sendsNoTokenToAnotherBase()
{
    ScriptedPeer old({tokenAnswer("old"), answerWith(503, "Content-Length: 0\r\nRetry-After: 1\r\n"), good()});
    ScriptedPeer next({tokenAnswer("new"), good()});
    Fetching fetching(old.url());
    FetchJob* job = fetching.start(path);
    const QSignalSpy retrying(job, &FetchJob::retrying);
    const QSignalSpy finished(job, &FetchJob::finished);
    QTRY_COMPARE(retrying.size(), 1);
    fetching.settings.apiBase = next.url();
    QVERIFY(!fetching.run(path).error);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(tokensAt(old), QList<QByteArray>({"old", "old"}));
    QCOMPARE(tokensAt(next), QList<QByteArray>{"new"});
}

void TestFetchSettings::neverUsesTheTokenOfAnOldKey()
{
    ScriptedPeer api({tokenAnswer("old"), good(), tokenAnswer("new"), good()});
    Fetching fetching(api.url());
    QVERIFY(!fetching.run(path).error);
    fetching.settings.credentials.fallback.clientSecret = "another secret";
    QVERIFY(!fetching.run(path).error);
    QCOMPARE(tokensAt(api), QList<QByteArray>({"old", "new"}));
    QCOMPARE(headerValues(api.requests().at(2).headers, "Authorization").value(0),
             "Basic " + QByteArray("client:another secret").toBase64());
}

void TestFetchSettings::isNotCancelledByAnotherKey()
{
    ScriptedPeer api({QByteArray(), tokenAnswer("new"), good()});
    Fetching fetching(api.url());
    FetchJob* waiting = fetching.start(path);
    const QSignalSpy finished(waiting, &FetchJob::finished);
    QTRY_COMPARE(api.requests().size(), 1);
    fetching.settings.credentials.fallback.clientSecret = "another secret";
    QVERIFY(!fetching.run(path).error);
    QCOMPARE(tokensAt(api), QList<QByteArray>{"new"});
    QVERIFY(finished.isEmpty());
    waiting->cancel();
    QTRY_COMPARE(finished.size(), 1);
}

QTEST_GUILESS_MAIN(TestFetchSettings)
#include "test_fetchsettings.moc"
