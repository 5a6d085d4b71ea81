// SPDX-License-Identifier: MIT
#include "core/api/tokensource.h"
#include "tests/core/simulator/scriptedpeer.h"
#include "tests/support/manualclock.h"

#include <QRegularExpression>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

Q_DECLARE_METATYPE(kaunt::FetchError::Step)

namespace {

using Answer = Result<QByteArray, TokenFailure>;

const ApiCredentials key{QStringLiteral("cli ent"), "s:ecr\xc3\xa6t/+="};

QByteArray tokenBody(const QByteArray& token, const QByteArray& lifetime)
{
    return R"({"access_token":")" + token + R"(","token_type":"Bearer","expires_in":)" + lifetime + '}';
}

} // namespace

/// Access tokens: the documented exchange, kept until shortly before they end.
class TestTokenSource final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void asksAsDocumented_data();
    void asksAsDocumented();
    void keepsUntilShortlyBeforeTheEnd_data();
    void keepsUntilShortlyBeforeTheEnd();
    void asksOnceForMany();
    void keepsKeysApart();
    void keepsBasesApart();
    void forgetsOnlyTheToken();
    void capsAnEndlessAnswer();
    void endsAnExchangeThatDrips();
    void saysWhenToAskAgain();
    void callsNobodyWhoIsGone();
    void refuses_data();
    void refuses();

private:
    [[nodiscard]] Answer answerTo(TokenSource& tokens, const QUrl& base, const ApiCredentials& credentials = key);

    ManualClock m_clock;
    FetchConnection m_connection;
    std::chrono::milliseconds m_timeLimit{15'000};
};

void TestTokenSource::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_timeLimit = std::chrono::milliseconds(15'000);
}

Answer TestTokenSource::answerTo(TokenSource& tokens, const QUrl& base, const ApiCredentials& credentials)
{
    std::optional<Answer> came;
    tokens.request({base, credentials, m_connection, m_timeLimit}, this,
                   [&came](const Result<AccessToken, TokenFailure>& answer) {
                       came = answer.map([](const AccessToken& token) { return token.text; });
                   });
    if (!QTest::qWaitFor([&came] { return came.has_value(); }, 30'000))
        qWarning("the token does not come");
    return came.value_or(failure(TokenFailure{}));
}

void TestTokenSource::asksAsDocumented_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("documented") << QStringLiteral("/") << QByteArray("/v1/oauth2/token");
    QTest::newRow("below a path") << QStringLiteral("/base") << QByteArray("/base/v1/oauth2/token");
    QTest::newRow("with its version") << QStringLiteral("/v1") << QByteArray("/v1/oauth2/token");
    QTest::newRow("with its version, a folder") << QStringLiteral("/base/v1/") << QByteArray("/base/v1/oauth2/token");
    QTest::newRow("below a folder") << QStringLiteral("/a/b/") << QByteArray("/a/b/v1/oauth2/token");
    QTest::newRow("below an encoded path") << QStringLiteral("/a%2Fb%20c") << QByteArray("/a%2Fb%20c/v1/oauth2/token");
}

void TestTokenSource::asksAsDocumented()
{
    QFETCH(const QString, base);
    QFETCH(const QByteArray, path);
    ScriptedPeer api({ScriptedPeer::status(200, tokenBody("t0ken", "3600"))});
    TokenSource tokens(m_clock);
    QCOMPARE(answerTo(tokens, api.url().resolved(QUrl(base))).value_or(QByteArray()), QByteArray("t0ken"));
    QCOMPARE(api.requests().size(), 1);
    const ReceivedRequest& request = api.requests().constFirst();
    QCOMPARE(request.requestLine, "POST " + path + " HTTP/1.1");
    QCOMPARE(headerValues(request.headers, "Authorization").value(0),
             "Basic " + QByteArray("cli ent:s:ecr\xc3\xa6t/+=").toBase64());
    QCOMPARE(headerValues(request.headers, "Content-Type").value(0), QByteArray("application/x-www-form-urlencoded"));
    QCOMPARE(request.body, QByteArray("grant_type=client_credentials"));
}

void TestTokenSource::keepsUntilShortlyBeforeTheEnd_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<qint64>("keptSeconds");
    QTest::newRow("an hour") << tokenBody("t", "3600") << qint64{3600 - 30};
    QTest::newRow("a minute") << tokenBody("t", "60") << qint64{54};
    QTest::newRow("as a text") << tokenBody("t", "\"3600\"") << qint64{3600 - 30};
    QTest::newRow("a year") << tokenBody("t", "31536000") << qint64{86'400 - 30};
    QTest::newRow("not said") << QByteArray(R"({"access_token":"t","token_type":"bearer"})") << qint64{54};
    QTest::newRow("no type") << QByteArray(R"({"access_token":"t","token_type":null})") << qint64{54};
    QTest::newRow("behind a byte-order mark") << "\xef\xbb\xbf" + tokenBody("t", "3600") << qint64{3600 - 30};
    QTest::newRow("null") << tokenBody("t", "null") << qint64{54};
    QTest::newRow("not at all") << tokenBody("t", "0") << qint64{0};
    QTest::newRow("less than nothing") << tokenBody("t", "-5") << qint64{0};
    QTest::newRow("no number") << tokenBody("t", "\"nan\"") << qint64{54};
    QTest::newRow("no end") << tokenBody("t", "\"inf\"") << qint64{54};
    QTest::newRow("beyond every number") << tokenBody("t", "1e300") << qint64{86'400 - 30};
}

void TestTokenSource::keepsUntilShortlyBeforeTheEnd()
{
    QFETCH(const QByteArray, body);
    QFETCH(const qint64, keptSeconds);
    ScriptedPeer api({ScriptedPeer::status(200, body)});
    TokenSource tokens(m_clock);
    QVERIFY(answerTo(tokens, api.url()));
    if (keptSeconds > 0) {
        m_clock.advance(keptSeconds * 1000 - 1);
        QVERIFY(answerTo(tokens, api.url()));
        QCOMPARE(api.requests().size(), 1);
        m_clock.advance(1);
    }
    QVERIFY(answerTo(tokens, api.url()));
    QCOMPARE(api.requests().size(), 2);
}

void TestTokenSource::asksOnceForMany()
{
    ScriptedPeer api({ScriptedPeer::status(200, tokenBody("t", "3600"))});
    TokenSource tokens(m_clock);
    int answers = 0;
    for (int i = 0; i < 10; ++i)
        tokens.request({api.url(), key, m_connection}, this,
                       [&answers](const Result<AccessToken, TokenFailure>& answer) { answers += answer ? 1 : 0; });
    QTRY_COMPARE(answers, 10);
    QCOMPARE(api.requests().size(), 1);
}

void TestTokenSource::keepsKeysApart()
{
    ScriptedPeer api(
        {ScriptedPeer::status(200, tokenBody("one", "3600")), ScriptedPeer::status(200, tokenBody("two", "3600"))});
    TokenSource tokens(m_clock);
    const ApiCredentials changed{key.clientId, "another secret"};
    QCOMPARE(answerTo(tokens, api.url()).value_or(QByteArray()), QByteArray("one"));
    QCOMPARE(answerTo(tokens, api.url(), changed).value_or(QByteArray()), QByteArray("two"));
    QCOMPARE(answerTo(tokens, api.url()).value_or(QByteArray()), QByteArray("one"));
    QCOMPARE(api.requests().size(), 2);
}

void TestTokenSource::forgetsOnlyTheToken()
{
    ScriptedPeer api(
        {ScriptedPeer::status(200, tokenBody("one", "3600")), ScriptedPeer::status(200, tokenBody("two", "3600"))});
    TokenSource tokens(m_clock);
    QVERIFY(answerTo(tokens, api.url()));
    tokens.forget(api.url(), key, "an older one");
    QCOMPARE(answerTo(tokens, api.url()).value_or(QByteArray()), QByteArray("one"));
    tokens.forget(api.url(), key, "one");
    QCOMPARE(answerTo(tokens, api.url()).value_or(QByteArray()), QByteArray("two"));
}

/// A token that one base gave is another's to steal.
void TestTokenSource::keepsBasesApart()
{
    ScriptedPeer api({ScriptedPeer::status(200, tokenBody("one", "3600"))});
    ScriptedPeer other({ScriptedPeer::status(200, tokenBody("two", "3600"))});
    TokenSource tokens(m_clock);
    QCOMPARE(answerTo(tokens, api.url()).value_or(QByteArray()), QByteArray("one"));
    QCOMPARE(answerTo(tokens, other.url()).value_or(QByteArray()), QByteArray("two"));
    tokens.forget(other.url(), key, "one");
    QCOMPARE(answerTo(tokens, api.url()).value_or(QByteArray()), QByteArray("one"));
    QCOMPARE(api.requests().size(), 1);
}

void TestTokenSource::capsAnEndlessAnswer()
{
    ScriptedPeer api({"HTTP/1.1 200 OK\r\n\r\n"});
    api.setDrip(QByteArray(10'000, ' '));
    TokenSource tokens(m_clock);
    const Answer came = answerTo(tokens, api.url());
    QVERIFY(!came);
    QCOMPARE(came.error().error.step, FetchError::Step::Token);
    QCOMPARE(came.error().error.status, 200);
    QVERIFY(!came.error().isWorthRetry);
    QTRY_COMPARE(api.openConnections(), 0);
}

/// However steadily it comes: who asks later for the same token does not wait for ever.
void TestTokenSource::endsAnExchangeThatDrips()
{
    ScriptedPeer api({"HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n"});
    api.setDrip(" ");
    TokenSource tokens(m_clock);
    m_timeLimit = std::chrono::milliseconds(100);
    const Answer came = answerTo(tokens, api.url());
    QVERIFY(!came);
    QCOMPARE(came.error().error.step, FetchError::Step::Deadline);
    QCOMPARE(came.error().error.reason, FetchError::Reason::Unanswered); // the way there is open
    QTRY_COMPARE(api.openConnections(), 0);
    api.setDrip({});
    api.setAnswers({ScriptedPeer::status(200, tokenBody("t", "3600"))});
    m_timeLimit = std::chrono::milliseconds(15'000);
    QVERIFY(answerTo(tokens, api.url()));
}

void TestTokenSource::saysWhenToAskAgain()
{
    ScriptedPeer api({"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n"});
    TokenSource tokens(m_clock);
    const Answer came = answerTo(tokens, api.url());
    QVERIFY(!came);
    QCOMPARE(came.error().error.status, 429);
    QCOMPARE(came.error().retryAfter, QByteArray("7"));
}

void TestTokenSource::callsNobodyWhoIsGone()
{
    ScriptedPeer api({ScriptedPeer::status(200, tokenBody("t", "3600"))});
    TokenSource tokens(m_clock);
    bool isCalled = false;
    {
        QObject gone;
        tokens.request({api.url(), key, m_connection}, &gone,
                       [&isCalled](const Result<AccessToken, TokenFailure>&) { isCalled = true; });
    }
    QVERIFY(answerTo(tokens, api.url()));
    QVERIFY(!isCalled);
    QCOMPARE(api.requests().size(), 1);
}

void TestTokenSource::refuses_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, int status, const QByteArray& body, const char* message = "") {
        QTest::newRow(name) << ScriptedPeer::status(status, body) << status << QString::fromLatin1(message);
    };
    row("wrong key", 401, R"({"error":"invalid_client"})", "invalid_client");
    row("described", 400, R"({"error":"invalid_grant","error_description":"key deleted"})",
        "invalid_grant: key deleted");
    row("forbidden, as a page", 403, "<html>");
    row("server error", 500, R"({"message":"later"})", "later");
    row("refused by a good status", 200, R"({"error":"invalid_client","error_description":"Bad key"})",
        "invalid_client: Bad key");
    row("a good status and words", 200, R"({"message":"hello"})");
    row("in plain text", 400, "no such key", "no such key");
    row("a page", 200, "<html>");
    row("no token", 200, R"({"token_type":"Bearer","expires_in":3600})");
    row("empty token", 200, tokenBody("", "3600"));
    row("a number as token", 200, R"({"access_token":5,"token_type":"Bearer"})");
    row("a token that would break the head", 200, tokenBody("a\\r\\nX: y", "3600"));
    row("a token with a space", 200, tokenBody("a b", "3600"));
    row("another type", 200, R"({"access_token":"t","token_type":"mac","expires_in":3600})");
    row("a list", 200, "[]");
    row("larger than any token", 200, tokenBody(QByteArray(70'000, 'x'), "3600"));
}

void TestTokenSource::refuses()
{
    QFETCH(const QByteArray, answer);
    ScriptedPeer api({answer});
    TokenSource tokens(m_clock);
    const Answer came = answerTo(tokens, api.url());
    QVERIFY(!came);
    QCOMPARE(came.error().error.step, FetchError::Step::Token);
    QTEST(came.error().error.status, "status");
    QTEST(came.error().error.message, "message");
    QVERIFY(!answerTo(tokens, api.url()));
    QCOMPARE(api.requests().size(), 2);
}

QTEST_GUILESS_MAIN(TestTokenSource)
#include "test_tokensource.moc"
