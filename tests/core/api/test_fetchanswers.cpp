// SPDX-License-Identifier: MIT
#include "tests/core/api/fetching.h"

#include <QRegularExpression>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

Q_DECLARE_METATYPE(std::optional<kaunt::FetchError::Step>)

namespace {

using Reason = FetchError::Reason;
using Step = FetchError::Step;
using Answers = QList<QByteArray>;

const QString path = QStringLiteral("/v1/tenants/t/companies/c/invoicecodingproposals/1");

QByteArray good()
{
    return ScriptedPeer::status(200, R"({"correlationId":"c-1","isSuccess":true,"result":{"id":"1"}})");
}

QByteArray bad(int status)
{
    return ScriptedPeer::status(status, R"({"correlationId":"c-2","error":"said so"})");
}

} // namespace

/// What each answer of the API comes to.
class TestFetchAnswers final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void asksAsDocumented();
    void answers_data();
    void answers();
    void endsOtherErrorsAtOnce_data();
    void endsOtherErrorsAtOnce();
    void retriesPassingErrors_data();
    void retriesPassingErrors();
    void survivesClosedConnections();
    void takesNoInterimAnswer_data();
    void takesNoInterimAnswer();
    void waitsBehindNoInterimAnswer();
    void sharesNoConnection();
    void renewsTheTokenOnce();
    void namesTheEncoding_data();
    void namesTheEncoding();
    void waitsAsAsked_data();
    void waitsAsAsked();
    void tellsHowLongToWait();
    void takesTheTenantsCredentials();
};

void TestFetchAnswers::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

void TestFetchAnswers::asksAsDocumented()
{
    ScriptedPeer api({tokenAnswer("a.b-c_d"), good()});
    Fetching fetching(api.url());
    const FetchOutcome outcome = fetching.run(path);
    QVERIFY(!outcome.error);
    QCOMPARE(outcome.status, 200);
    QCOMPARE(outcome.attempts, 1);
    QCOMPARE(outcome.correlationId, QStringLiteral("c-1"));
    QVERIFY(outcome.body.startsWith(R"({"correlationId")"));
    QCOMPARE(api.requests().size(), 2);
    const ReceivedRequest& get = api.requests().at(1);
    QCOMPARE(get.requestLine, "GET " + path.toLatin1() + " HTTP/1.1");
    QCOMPARE(headerValues(get.headers, "Authorization"), QList<QByteArray>{"Bearer a.b-c_d"});
    QCOMPARE(headerValues(get.headers, "Accept-Encoding"), QList<QByteArray>{"identity"}); // what comes is capped
    QVERIFY(headerValues(get.headers, "Cookie").isEmpty());
    for (const ReceivedRequest& request : api.requests())
        QCOMPARE(headerValues(request.headers, "User-Agent"), QList<QByteArray>{"kaunt-monitor/" KAUNT_VERSION});
}

void TestFetchAnswers::answers_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<std::optional<Step>>("step");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("correlationId");
    QTest::addColumn<Reason>("reason");
    const auto row = [](const char* name, const QByteArray& answer, std::optional<Step> step, const char* message = "",
                        const char* id = "", Reason reason = Reason::None) {
        QTest::newRow(name) << answer << step << QString::fromLatin1(message) << QString::fromLatin1(id) << reason;
    };
    row("unwrapped", ScriptedPeer::status(200, R"({"id":"1"})"), std::nullopt);
    row("not a success", ScriptedPeer::status(200, R"({"correlationId":"x","isSuccess":false,"message":"why"})"),
        Step::Status, "why", "x");
    row("not a success, in other letters",
        ScriptedPeer::status(200, R"({"CorrelationId":"x","IsSuccess":false,"Message":"why","Result":{}})"),
        Step::Status, "why", "x");
    row("in plain text", ScriptedPeer::status(400, "plain reason\n"), Step::Status, "plain reason");
    row("a page", ScriptedPeer::status(200, "<html>log in</html>"), Step::Body, "", "", Reason::AnswerIsPage);
    row("empty", ScriptedPeer::status(200), Step::Body, "", "", Reason::AnswerEmpty);
    row("blank", ScriptedPeer::status(200, " \n"), Step::Body, "", "", Reason::AnswerEmpty);
    row("words", ScriptedPeer::status(200, "all is well"), Step::Body, "", "", Reason::AnswerNoJson);
    row("half a text", ScriptedPeer::status(200, R"({"result":)"), Step::Body, "", "", Reason::AnswerEndsEarly);
    row("half a text without a length", answerWith(200, "Connection: close\r\n", R"({"result":{"id":"1)"), Step::Body,
        "", "", Reason::AnswerEndsEarly);
    row("behind a byte-order mark", ScriptedPeer::status(200, "\xef\xbb\xbf{\"result\":{\"id\":\"1\"}}"), std::nullopt);
    row("deep", ScriptedPeer::status(200, QByteArray(300, '[') + QByteArray(300, ']')), Step::Body, "", "",
        Reason::AnswerTooComplex);
    row("packed", answerWith(200, "Content-Encoding: gzip\r\nContent-Length: 4\r\n", "\x1f\x8b\x08\x01"), Step::Body,
        "", "", Reason::AnswerOtherEncoding);
    row("in Latin-1",
        answerWith(200, "Content-Type: application/json; charset=iso-8859-1\r\nContent-Length: 9\r\n",
                   "{\"a\":\"\xe6\"}"),
        Step::Body, "", "", Reason::AnswerOtherEncoding);
    row("in UTF-16", ScriptedPeer::status(200, QByteArray("{\0}\0", 4)), Step::Body, "", "",
        Reason::AnswerOtherEncoding);
    for (const char* resource : {R"([{"modelId":"m1"}])", "[]", "5", "true", R"("Ready")"})
        row(resource, ScriptedPeer::status(200, resource), std::nullopt);
    for (const char* nothing : {"null", R"({"result":null})", R"({"isSuccess":true,"Result":null})"})
        row(nothing, ScriptedPeer::status(200, nothing), Step::Body, "", "", Reason::AnswerNoResource);
    row("an id and nothing it is of", ScriptedPeer::status(200, R"({"correlationId":"x","result":null})"), Step::Body,
        "", "x", Reason::AnswerNoResource);
    row("an empty object", ScriptedPeer::status(200, "{}"), std::nullopt);
    row("problem+json", ScriptedPeer::status(404, R"({"title":"Not here","status":404})"), Step::Status, "Not here");
    row("detail before title", ScriptedPeer::status(404, R"({"title":"t","detail":"d"})"), Step::Status, "d");
    row("list of errors", ScriptedPeer::status(400, R"({"errors":[{"message":"first"},{"message":"second"}]})"),
        Step::Status, "first");
    row("an error that is a page", ScriptedPeer::status(404, "<html>"), Step::Status, "", "", Reason::AnswerIsPage);
    row("an error in words", bad(403), Step::Status, "said so", "c-2");
}

void TestFetchAnswers::answers()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const std::optional<Step>, step);
    ScriptedPeer api({tokenAnswer(), answer});
    if (answer.contains("Connection: close"))
        api.setCloseAfterAnswer(true);
    Fetching fetching(api.url());
    const FetchOutcome outcome = fetching.run(path);
    QCOMPARE(outcome.error.has_value(), step.has_value());
    QCOMPARE(outcome.body, answer.mid(answer.indexOf("\r\n\r\n") + 4));
    QCOMPARE(outcome.status, answer.mid(9, 3).toInt());
    if (!step)
        return;
    QCOMPARE(outcome.error->step, *step);
    QCOMPARE(outcome.error->status, outcome.status);
    QTEST(outcome.error->message, "message");
    QTEST(outcome.error->correlationId, "correlationId");
    QTEST(outcome.error->reason, "reason");
    // What ends in the middle may have been cut, and is asked for again.
    const int tries = outcome.error->reason == Reason::AnswerEndsEarly ? fetching.settings.maxAttempts : 1;
    QVERIFY(outcome.attempts >= tries); // more where one was sent over a connection that was just being closed
    QCOMPARE(api.requests().size(), 1 + tries);
}

void TestFetchAnswers::endsOtherErrorsAtOnce_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {400, 402, 403, 404, 405, 406, 407, 408, 409, 410, 413, 415, 418, 422, 451, 501, 505, 601})
        QTest::addRow("%d", status) << status;
}

void TestFetchAnswers::endsOtherErrorsAtOnce()
{
    QFETCH(const int, status);
    ScriptedPeer api({tokenAnswer(), bad(status), good()});
    Fetching fetching(api.url());
    const FetchOutcome outcome = fetching.run(path);
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->step, Step::Status);
    QCOMPARE(outcome.error->status, status);
    QCOMPARE(outcome.attempts, 1);
    QCOMPARE(api.requests().size(), 2);
}

void TestFetchAnswers::retriesPassingErrors_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("passes");
    for (const int status : {429, 500, 502, 503, 504, 599}) {
        QTest::addRow("%d, then good", status) << bad(status) << true;
        QTest::addRow("%d for ever", status) << bad(status) << false;
    }
    QTest::newRow("cut short, then good") << answerWith(200, "Content-Length: 500\r\n", "{") << true;
    QTest::newRow("cut short for ever") << answerWith(200, "Content-Length: 500\r\n", "{") << false;
}

void TestFetchAnswers::retriesPassingErrors()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const bool, passes);
    ScriptedPeer api(passes ? Answers{tokenAnswer(), answer, good()} : Answers{tokenAnswer(), answer});
    api.setCloseAfterAnswer(true);
    Fetching fetching(api.url());
    fetching.settings.maxAttempts = 3;
    const FetchOutcome outcome = fetching.run(path);
    QCOMPARE(outcome.error.has_value(), !passes);
    if (outcome.error)
        QCOMPARE(outcome.error->reason == Reason::AnswerCutShort, outcome.error->step == Step::Body);
    const int tries = passes ? 2 : 3;
    QVERIFY(outcome.attempts >= tries); // as above
    QCOMPARE(api.requests().size(), 1 + tries);
}

void TestFetchAnswers::survivesClosedConnections()
{
    // Qt repeats a GET by itself where the connection closes without an answer; that is told as well.
    const QByteArray nothing;
    ScriptedPeer passing({tokenAnswer(), nothing, nothing, nothing, good()});
    passing.setCloseAfterAnswer(true);
    Fetching fetching(passing.url());
    fetching.settings.maxAttempts = 4;
    const FetchOutcome passed = fetching.run(path);
    QVERIFY(!passed.error);
    QCOMPARE(passing.requests().size(), 5);
    QVERIFY(passed.attempts >= 4);

    ScriptedPeer closing({tokenAnswer(), nothing});
    closing.setCloseAfterAnswer(true);
    Fetching other(closing.url());
    other.settings.maxAttempts = 3;
    const FetchOutcome outcome = other.run(path);
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->step, Step::Connect);
    QCOMPARE(outcome.error->reason, Reason::ClosedUnanswered);
    QCOMPARE(outcome.error->host, closing.url().authority());
    QVERIFY(closing.requests().size() > 1 + other.settings.maxAttempts);
    QVERIFY(outcome.attempts >= closing.requests().size() - 1);
}

void TestFetchAnswers::takesNoInterimAnswer_data()
{
    QTest::addColumn<QByteArray>("interim");
    QTest::addColumn<bool>("isOfToken");
    for (const int status : {101, 102, 103, 199}) {
        QTest::addRow("%d of the API", status) << answerWith(status, {}) << false;
        QTest::addRow("%d of the token endpoint", status) << answerWith(status, {}) << true;
    }
}

/// The answer itself would still come on that connection: whatever is asked next must go over another one.
void TestFetchAnswers::takesNoInterimAnswer()
{
    QFETCH(const QByteArray, interim);
    QFETCH(const bool, isOfToken);
    ScriptedPeer api(isOfToken ? Answers{interim, tokenAnswer(), good()} : Answers{tokenAnswer(), interim, good()});
    Fetching fetching(api.url());
    const FetchOutcome outcome = fetching.run(path);
    QVERIFY(!outcome.error);
    QCOMPARE(outcome.status, 200);
    QCOMPARE(api.requests().size(), 3);
    QCOMPARE(api.requests().at(0).connection == api.requests().at(1).connection, !isOfToken);
    QVERIFY(api.requests().at(2).connection > api.requests().at(0).connection);
}

void TestFetchAnswers::waitsBehindNoInterimAnswer()
{
    ScriptedPeer api({tokenAnswer(), answerWith(103, "Link: </a>\r\n")});
    Fetching fetching(api.url());
    fetching.settings.maxAttempts = 2;
    const FetchOutcome outcome = fetching.run(path);
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->step, Step::Connect);
    QCOMPARE(outcome.error->reason, FetchError::Reason::InterimAnswer);
    QCOMPARE(outcome.error->status, 0);
    QCOMPARE(outcome.error->message, QStringLiteral("103 Scripted"));
    QCOMPARE(outcome.attempts, 2);
    QCOMPARE(fetchError(resourceRecord(1, path, outcome, 0)).reason, outcome.error->reason);
}

/// One fetch's late or superfluous bytes are never another event's resource.
void TestFetchAnswers::sharesNoConnection()
{
    ScriptedPeer api({tokenAnswer(), good()});
    Fetching fetching(api.url());
    QVERIFY(!fetching.run(path).error);
    QVERIFY(!fetching.run(path).error);
    QCOMPARE(api.requests().size(), 3);
    QCOMPARE(api.requests().at(0).connection, 1);
    QCOMPARE(api.requests().at(1).connection, 1); // the token and what it is for
    QCOMPARE(api.requests().at(2).connection, 2);
}

void TestFetchAnswers::renewsTheTokenOnce()
{
    ScriptedPeer passing({tokenAnswer("old"), bad(401), tokenAnswer("new"), good()});
    Fetching fetching(passing.url());
    QVERIFY(!fetching.run(path).error);
    QCOMPARE(passing.requests().size(), 4);
    QCOMPARE(headerValues(passing.requests().at(3).headers, "Authorization"), QList<QByteArray>{"Bearer new"});

    ScriptedPeer refusing({tokenAnswer("old"), bad(401), tokenAnswer("new"), bad(401)});
    Fetching other(refusing.url());
    const FetchOutcome outcome = other.run(path);
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->step, Step::Status);
    QCOMPARE(outcome.error->status, 401);
    QCOMPARE(refusing.requests().size(), 4);
}

void TestFetchAnswers::namesTheEncoding_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QString>("name");
    QTest::newRow("packed") << QByteArray("Content-Encoding: br\r\nContent-Type: a/b; charset=utf-16\r\n")
                            << QStringLiteral("br");
    QTest::newRow("another character set")
        << QByteArray("Content-Type: application/json; Charset=\"windows-1252\"\r\n") << QStringLiteral("windows-1252");
    QTest::newRow("said to be UTF-8") << QByteArray("Content-Type: application/json; charset=UTF-8\r\n") << QString();
    QTest::newRow("nothing said") << QByteArray() << QString();
}

void TestFetchAnswers::namesTheEncoding()
{
    QFETCH(const QByteArray, fields);
    QFETCH(const QString, name);
    ScriptedPeer api({tokenAnswer(), answerWith(200, fields + "Content-Length: 3\r\n", "\"\xe6\"")});
    const FetchOutcome outcome = Fetching(api.url()).run(path);
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->reason, Reason::AnswerOtherEncoding);
    QCOMPARE(outcome.error->host, name);
}

void TestFetchAnswers::waitsAsAsked_data()
{
    QTest::addColumn<QByteArray>("retryAfter");
    QTest::addColumn<bool>("comes");
    QTest::newRow("nothing to wait for") << QByteArray("0") << true;
    QTest::newRow("a date gone by") << QByteArray("Sat, 31 Jan 2026 13:02:10 GMT") << true;
    QTest::newRow("longer than there is time") << QByteArray("3600") << false;
    QTest::newRow("a date after the deadline") << QByteArray("Sat, 31 Jan 2026 14:02:11 GMT") << false;
    QTest::newRow("no sense") << QByteArray("soon") << true;
}

void TestFetchAnswers::waitsAsAsked()
{
    QFETCH(const QByteArray, retryAfter);
    QFETCH(const bool, comes);
    const QByteArray busy = answerWith(503, "Content-Length: 0\r\nRetry-After: " + retryAfter + "\r\n");
    ScriptedPeer api({tokenAnswer(), busy, good()});
    Fetching fetching(api.url());
    const FetchOutcome outcome = fetching.run(path);
    QCOMPARE(!outcome.error, comes);
    QCOMPARE(api.requests().size(), comes ? 3 : 2);
}

void TestFetchAnswers::tellsHowLongToWait()
{
    const QByteArray busy = answerWith(429, "Content-Length: 0\r\nRetry-After: 120\r\n");
    ScriptedPeer api({tokenAnswer(), busy});
    const FetchOutcome outcome = Fetching(api.url()).run(path);
    QVERIFY(outcome.error);
    QVERIFY(outcome.error->askedWait == std::chrono::seconds(120));
    ScriptedPeer tokens({busy});
    const FetchOutcome none = Fetching(tokens.url()).run(path);
    QVERIFY(none.error);
    QCOMPARE(none.error->step, Step::Token);
    QVERIFY(none.error->askedWait == std::chrono::seconds(120));
}

void TestFetchAnswers::takesTheTenantsCredentials()
{
    ScriptedPeer api({tokenAnswer(), good(), tokenAnswer(), good()});
    Fetching fetching(api.url());
    fetching.settings.credentials.byTenant.insert(QStringLiteral("other"), {QStringLiteral("own"), "key"});
    QVERIFY(!fetching.run(path).error);
    QVERIFY(!fetching.run(path, QStringLiteral("other")).error);
    QCOMPARE(headerValues(api.requests().at(0).headers, "Authorization").value(0),
             "Basic " + QByteArray("client:client secret").toBase64());
    QCOMPARE(headerValues(api.requests().at(2).headers, "Authorization").value(0),
             "Basic " + QByteArray("own:key").toBase64());
}

QTEST_GUILESS_MAIN(TestFetchAnswers)
#include "test_fetchanswers.moc"
