// SPDX-License-Identifier: MIT
#include "tests/core/api/fetching.h"

#include <QSignalSpy>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

using Step = FetchError::Step;
using Answers = QList<QByteArray>;

Q_DECLARE_METATYPE(std::optional<kaunt::FetchError::Step>)

namespace {

const QString path = QStringLiteral("/v1/resource");
const QByteArray basic = QByteArray("client:client secret").toBase64();

/// All that a fetch leaves behind.
QByteArray allOf(const FetchOutcome& outcome)
{
    const ResourceRecord record = resourceRecord(1, path, outcome, 0);
    const FetchError error = outcome.error.value_or(FetchError{});
    return outcome.body + record.body + error.message.toUtf8() + record.errorMessage.toUtf8() + error.host.toUtf8() +
           outcome.correlationId.toUtf8();
}

} // namespace

/// A peer that repeats what it was sent gets no secret into what a fetch leaves behind (design.md section 4).
class TestFetchEchoes final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsSecrets_data();
    void keepsSecrets();
    void keepsSecretsOfAnEarlierTry();
};

void TestFetchEchoes::keepsSecrets_data()
{
    QTest::addColumn<Answers>("answers");
    QTest::addColumn<std::optional<Step>>("step");
    const auto token = tokenAnswer("first-token");
    const auto row = [](const char* name, const Answers& answers, std::optional<Step> step) {
        QTest::newRow(name) << answers << step;
    };
    const QByteArray credentials = "Basic " + basic + ", client:client secret";
    row("token endpoint", {ScriptedPeer::status(401, R"({"error_description":")" + credentials + R"("})")},
        Step::Token);
    row("token endpoint, at the end of a long text",
        {ScriptedPeer::status(401, R"({"error":")" + QByteArray(490, 'x') + "client secret" + R"("})")}, Step::Token);
    row("token endpoint, as text", {ScriptedPeer::status(400, credentials)}, Step::Token);
    row("token endpoint, as a page", {ScriptedPeer::status(403, "<html><title>" + credentials + "</title>")},
        Step::Token);
    row("API, refusing", {token, ScriptedPeer::status(400, R"({"message":"Bearer first-token"})")}, Step::Status);
    row("API, escaped", {token, ScriptedPeer::status(400, R"({"message":"Bearer first\u002Dtoken"})")}, Step::Status);
    row("API, giving", {token, ScriptedPeer::status(200, R"({"result":{"id":"first-token"}})")}, std::nullopt);
    row("API, no JSON", {token, ScriptedPeer::status(200, "Bearer first-token")}, Step::Body);
    row("API, redirecting",
        {token, answerWith(302, "Content-Length: 0\r\nLocation: https://first-token.example/first-token\r\n")},
        Step::Redirect);
}

void TestFetchEchoes::keepsSecrets()
{
    QFETCH(const Answers, answers);
    QFETCH(const std::optional<Step>, step);
    ScriptedPeer api(answers);
    Fetching fetching(api.url());
    const FetchOutcome outcome = fetching.run(path);
    QCOMPARE(outcome.error.has_value(), step.has_value());
    if (step)
        QCOMPARE(outcome.error->step, *step);
    const QByteArray all = allOf(outcome);
    for (const QByteArray& secret : {QByteArray("client secret"), basic, QByteArray("first-token")})
        QVERIFY2(!all.contains(secret), all.constData());
    QVERIFY2(!all.contains("\\u002D"), all.constData());
    QVERIFY2(all.contains("…") || all.contains("xn--") || all.endsWith('x'), all.constData());
}

void TestFetchEchoes::keepsSecretsOfAnEarlierTry()
{
    ScriptedPeer api({tokenAnswer("first-token"), ScriptedPeer::status(401), tokenAnswer("second-token"),
                      ScriptedPeer::status(500, R"({"message":"first-token"})"),
                      ScriptedPeer::status(400, R"({"message":"first-token, second-token"})")});
    Fetching fetching(api.url());
    FetchJob* job = fetching.start(path);
    const FetchOutcome outcome = Fetching::endOf(job);
    QCOMPARE(outcome.error.value_or(FetchError{}).message, QStringLiteral("…, …"));
    QCOMPARE(outcome.body, QByteArray(R"({"message":"…, …"})"));
}

QTEST_GUILESS_MAIN(TestFetchEchoes)
#include "test_fetchechoes.moc"
