// SPDX-License-Identifier: MIT
#include "core/api/boundedreply.h"
#include "core/api/resourcefetch.h"
#include "core/api/tokensource.h"
#include "tests/core/api/fetching.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace kaunt;
using namespace kaunt::test;

namespace {

using Step = FetchError::Step;

const QString path = QStringLiteral("/v1/resource");

/// The exchange that is under way; nullptr where there is none.
BoundedReply* asking(const TokenSource& tokens)
{
    return tokens.findChild<BoundedReply*>();
}

} // namespace

/// What a fetch does where there is no token at once.
class TestFetchTokens final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void waitsForTheTokenAsAsked();
    void countsTriesWithoutAToken();
    void triesAgainForAToken_data();
    void triesAgainForAToken();
    void triesAgainWhereTheTokenIsLate_data();
    void triesAgainWhereTheTokenIsLate();
    void tellsATokenThatIsLateFromTheDeadline();
    void keepsWhatTheTokenEndpointSaid();
};

void TestFetchTokens::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

void TestFetchTokens::waitsForTheTokenAsAsked()
{
    ScriptedPeer api({answerWith(503, "Content-Length: 0\r\nRetry-After: 20\r\n")});
    Fetching fetching(api.url());
    FetchJob* job = fetching.start(path);
    const QSignalSpy retrying(job, &FetchJob::retrying);
    QTRY_COMPARE(retrying.size(), 1);
    QCOMPARE(retrying.at(0).at(1).value<std::chrono::milliseconds>(), std::chrono::seconds(20));
    const auto why = retrying.at(0).at(2).value<FetchError>();
    QCOMPARE(why.step, FetchError::Step::Token);
    QCOMPARE(why.status, 503);
    job->cancel();
    QVERIFY(Fetching::endOf(job).error);
}

void TestFetchTokens::countsTriesWithoutAToken()
{
    ScriptedPeer api({ScriptedPeer::status(503)});
    Fetching fetching(api.url());
    fetching.settings.maxAttempts = 3;
    const FetchOutcome outcome = fetching.run(path);
    QCOMPARE(api.requests().size(), 3);
    QCOMPARE(outcome.attempts, 3);
    QCOMPARE(outcome.error.value_or(FetchError{}).step, Step::Token);
    QCOMPARE(outcome.error.value_or(FetchError{}).status, 503);
}

void TestFetchTokens::triesAgainForAToken_data()
{
    QTest::addColumn<QByteArray>("answer");
    for (const int status : {429, 500, 502, 503, 504})
        QTest::addRow("%d", status) << ScriptedPeer::status(status);
    QTest::newRow("cut short") << answerWith(200, "Content-Length: 500\r\n", "{");
}

void TestFetchTokens::triesAgainForAToken()
{
    QFETCH(const QByteArray, answer);
    ScriptedPeer api({answer, tokenAnswer(), ScriptedPeer::status(503), ScriptedPeer::status(200, R"({"id":"1"})")});
    api.setCloseAfterAnswer(true);
    Fetching fetching(api.url());
    const FetchOutcome outcome = fetching.run(path);
    QVERIFY(!outcome.error);
    QVERIFY(outcome.attempts >= 2); // more where one was sent over a connection that was just being closed
    QCOMPARE(api.requests().size(), 4);
}

void TestFetchTokens::triesAgainWhereTheTokenIsLate_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("drop");
    QTest::newRow("silence") << QByteArray() << QByteArray();
    QTest::newRow("dripping head") << QByteArray("HTTP/1.1 200 OK\r\nX-A: ") << QByteArray("a");
    QTest::newRow("dripping body") << answerWith(200, "Content-Length: 60000\r\n") << QByteArray(" ");
}

void TestFetchTokens::triesAgainWhereTheTokenIsLate()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const QByteArray, drop);
    ScriptedPeer api({answer});
    api.setDrip(drop);
    Fetching fetching(api.url());
    fetching.settings.tokenTimeLimit = std::chrono::milliseconds(100);
    fetching.settings.maxAttempts = 20; // each has twice the time, which is enough at last
    FetchJob* job = fetching.start(path);
    const QSignalSpy retrying(job, &FetchJob::retrying);
    QTRY_VERIFY(!retrying.isEmpty());
    api.setDrip({});
    api.setAnswers({tokenAnswer()});
    QVERIFY(!Fetching::endOf(job).error);
}

void TestFetchTokens::tellsATokenThatIsLateFromTheDeadline()
{
    ScriptedPeer api({QByteArray()});
    Fetching fetching(api.url());
    fetching.settings.maxAttempts = 2;
    const auto tokens = std::make_shared<TokenSource>(fetching.clock);
    QObject owner;
    auto* job = new ResourceFetch(tokens, fetching.clock, fetching.settings, &owner);
    const QSignalSpy finished(job, &FetchJob::finished);
    job->start(api.url().toString(), QStringLiteral("tenant"));
    for (int tried = 1; tried <= 2; ++tried) {
        QTRY_COMPARE(api.requests().size(), tried);
        QTRY_VERIFY(asking(*tokens) && asking(*tokens)->sent() == 1);
        asking(*tokens)->setTimeLimit(std::chrono::milliseconds(0));
    }
    QTRY_COMPARE(finished.size(), 1);
    const auto outcome = finished.at(0).at(0).value<FetchOutcome>();
    const QString host = api.url().authority();
    QCOMPARE(outcome.error, (FetchError{.step = Step::Connect,
                                        .reason = FetchError::Reason::Unanswered,
                                        .host = host,
                                        .asked = FetchError::Asked::Token}));
}

void TestFetchTokens::keepsWhatTheTokenEndpointSaid()
{
    ScriptedPeer api({ScriptedPeer::status(401, R"({"error":"no-url"})")});
    Fetching fetching(api.url());
    const FetchOutcome outcome = fetching.run(path);
    QCOMPARE(outcome.error, (FetchError{Step::Token, 401, {}, QStringLiteral("no-url")}));
    QCOMPARE(outcome.status, 401);
    QCOMPARE(fetchError(resourceRecord(1, path, outcome, 0)), *outcome.error);
}

QTEST_GUILESS_MAIN(TestFetchTokens)
#include "test_fetchtokens.moc"
