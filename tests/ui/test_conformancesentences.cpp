// SPDX-License-Identifier: MIT
#include "core/conformance/forgeries.h"
#include "ui/conformancesentences.h"

#include <QTest>

using namespace kaunt;

/// What is told of what an endpoint did, and to whom it helps.
class TestConformanceSentences final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void advisesByCaseAndStatus_data();
    void advisesByCaseAndStatus();
    void saysWhatIsOnlyRemarked_data();
    void saysWhatIsOnlyRemarked();
    void doesNotDoubtASecretThatWasTaken();
    void sendsToThePlainDeliveryFirst();
    void saysWhatTheEndpointTakesForASignature_data();
    void saysWhatTheEndpointTakesForASignature();
    void saysHowAForgeryGotIn();
    void doesNotTakeARedirectionForARefusal();
    void tellsWhyThereWasNoAnswer();
    void tellsWhoWasNotReached();
    void countsWhatCameOut();
};

void TestConformanceSentences::advisesByCaseAndStatus_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("word");
    const auto row = [](const char* name, int status, const char* word) {
        QTest::addRow("%s %d", name, status) << QString::fromLatin1(name) << status << QString::fromLatin1(word);
    };
    row("correct", 401, "HMAC-SHA256");
    row("correct", 400, "HMAC-SHA256");
    row("correct", 404, "correct the URL");
    row("correct", 405, "no POST");
    row("chunked", 411, "chunked");
    row("correct", 500, "log");
    row("correct", 503, "just now");
    row("burst", 429, "limits");
    row("repeated", 409, "a repeat was refused");
    row("repeated-100", 500, "a repeat was refused");
    row("repeated-100", 503, "just now");
    row("repeated-100", 429, "limits");
    row("non-ascii", 401, "raw bytes");
    row("non-ascii", 500, "log");
    row("unknown-event-type", 500, "New event types");
    row("null-fields", 500, "absent or null");
}

void TestConformanceSentences::advisesByCaseAndStatus()
{
    QFETCH(const QString, name);
    QFETCH(const int, status);
    QFETCH(const QString, word);
    SendOutcome outcome;
    outcome.status = status;
    const ConformanceCase tried{name, ConformanceCase::Expected::Accepted, {OutgoingDelivery{}}};
    const Sentence sentence = sentenceFor(judge(tried, {outcome}, std::chrono::seconds(5)));
    QVERIFY2(sentence.next.contains(word), qPrintable(sentence.next));
}

void TestConformanceSentences::saysWhatIsOnlyRemarked_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("word");
    QTest::newRow("too large") << QStringLiteral("large-body") << 413 << QStringLiteral("raise its limit");
    QTest::newRow("fails") << QStringLiteral("no-json") << 500 << QStringLiteral("its own log");
    QTest::newRow("refused") << QStringLiteral("no-json") << 400 << QStringLiteral("be tolerant");
    QTest::newRow("base64") << QStringLiteral("signature-base64") << 401 << QStringLiteral("documented nowhere");
    QTest::newRow("upper case") << QStringLiteral("signature-upper-case") << 401 << QStringLiteral("upper and lower");
}

void TestConformanceSentences::saysWhatIsOnlyRemarked()
{
    QFETCH(const QString, name);
    QFETCH(const int, status);
    QFETCH(const QString, word);
    SendOutcome outcome;
    outcome.status = status;
    const ConformanceCase tried{name, ConformanceCase::Expected::Accepted, {OutgoingDelivery{}}, 1, true};
    const Sentence sentence = sentenceFor(judge(tried, {outcome}, std::chrono::seconds(5)));
    QVERIFY2(sentence.next.contains(word), qPrintable(sentence.next));
}

/// The same run has proved it right.
void TestConformanceSentences::doesNotDoubtASecretThatWasTaken()
{
    SendOutcome outcome;
    outcome.status = 401;
    const ConformanceCase tried{
        QStringLiteral("several-lines"), ConformanceCase::Expected::Accepted, {OutgoingDelivery{}}};
    const QString next = sentenceFor(judge(tried, {outcome}, std::chrono::seconds(5))).next;
    QVERIFY2(next.contains(QStringLiteral("the secret is right")), qPrintable(next));
    QVERIFY2(next.contains(QStringLiteral("HMAC-SHA256")), qPrintable(next));
}

/// What refuses everything authentic is not told that its fields or its charset are wrong.
void TestConformanceSentences::sendsToThePlainDeliveryFirst()
{
    SendOutcome outcome;
    outcome.status = 401;
    const ConformanceCase tried{
        QStringLiteral("null-fields"), ConformanceCase::Expected::Accepted, {OutgoingDelivery{}}};
    ConformanceResult result = judge(tried, {outcome}, std::chrono::seconds(5));
    QVERIFY(!sentenceFor(result).next.contains(QStringLiteral("plain delivery")));
    result.plainRefusal = outcome.status;
    QVERIFY(sentenceFor(result).next.contains(QStringLiteral("plain delivery")));
    QVERIFY(!sentenceFor(result).next.contains(QStringLiteral("null")));
}

void TestConformanceSentences::saysWhatTheEndpointTakesForASignature_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("word");
    const auto row = [](const char* name, const char* word) {
        QTest::addRow("%s", name) << QString::fromLatin1(name) << QString::fromLatin1(word);
    };
    row("secret-whitespace", "newline behind it");
    row("secret-quoted", "in quotes");
    row("secret-encoded", "the base64 of the secret");
    row("secret-decoded", "decodes it");
    row("other-algorithm", "HMAC-SHA1");
    row("signed-string", "time stamp");
    row("body-empty-signed", "empty body");
    row("body-reserialised", "another form (reserialised)");
}

void TestConformanceSentences::saysWhatTheEndpointTakesForASignature()
{
    QFETCH(const QString, name);
    QFETCH(const QString, word);
    SendOutcome outcome;
    outcome.status = 200;
    const ConformanceCase tried{name, ConformanceCase::Expected::Refused, {OutgoingDelivery{}}};
    ConformanceResult result = judge(tried, {outcome}, std::chrono::seconds(5));
    const QString ofAnyTaker = sentenceFor(result).text();
    QVERIFY2(!ofAnyTaker.contains(QStringLiteral("So the endpoint")), qPrintable(ofAnyTaker));
    result.plainRefusal = 401;
    const QString text = sentenceFor(result).text();
    QVERIFY2(text.contains(word), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("So the endpoint")), qPrintable(text));
    QVERIFY2(!text.contains(QStringLiteral("nobody with the secret")), qPrintable(text));
}

void TestConformanceSentences::saysHowAForgeryGotIn()
{
    const auto textOf = [](const QString& name) {
        SendOutcome outcome;
        outcome.status = 200;
        const ConformanceCase tried{name, ConformanceCase::Expected::Refused, {OutgoingDelivery{}}};
        return sentenceFor(judge(tried, {outcome}, std::chrono::seconds(5))).text();
    };
    const QString unexplained = textOf(QStringLiteral("wrong-secret"));
    QVERIFY(unexplained.contains(QStringLiteral("nobody with the secret")));
    for (const QString& kind : forgeryKinds())
        QVERIFY2(textOf(kind).size() > unexplained.size(), qPrintable(kind));
    QVERIFY(textOf(QStringLiteral("unsigned-text")).contains(QStringLiteral("only JSON is verified")));
    QVERIFY(textOf(QStringLiteral("signature-last-byte")).contains(QStringLiteral("all 32 bytes")));
}

/// A login page, say, or all of it is elsewhere.
void TestConformanceSentences::doesNotTakeARedirectionForARefusal()
{
    SendOutcome outcome;
    outcome.status = 302;
    const auto text = [&outcome](ConformanceCase::Expected expected) {
        const ConformanceCase tried{QStringLiteral("correct"), expected, {OutgoingDelivery{}}};
        return sentenceFor(judge(tried, {outcome}, std::chrono::seconds(5))).text();
    };
    const QString forged = text(ConformanceCase::Expected::Refused);
    QVERIFY2(forged.contains(QStringLiteral("neither accepted nor refused")), qPrintable(forged));
    QVERIFY2(forged.contains(QStringLiteral("Answer 401")), qPrintable(forged));
    QVERIFY(!text(ConformanceCase::Expected::Accepted).contains(QStringLiteral("401")));
}

void TestConformanceSentences::tellsWhyThereWasNoAnswer()
{
    const auto sentence = [](ConformanceCase::Expected expected, const SendOutcome& outcome) {
        const ConformanceCase tried{QStringLiteral("wrong-secret"), expected, {OutgoingDelivery{}}};
        return sentenceFor(judge(tried, {outcome}, std::chrono::seconds(5))).text();
    };
    SendOutcome outcome;
    outcome.isConnected = true;
    outcome.noAnswer.systemText = QStringLiteral("Connection reset by peer");
    using Expected = ConformanceCase::Expected;
    QVERIFY(sentence(Expected::Refused, outcome).contains(QStringLiteral("dropped without an answer")));
    QVERIFY(sentence(Expected::Refused, outcome).contains(QStringLiteral("Answer 401")));
    QVERIFY(sentence(Expected::Accepted, outcome).contains(QStringLiteral("See that the endpoint runs")));
    SendOutcome late = outcome;
    late.isTimedOut = true;
    QVERIFY(sentence(Expected::Refused, late).contains(QStringLiteral("See that the endpoint runs")));
    SendOutcome odd = outcome;
    for (const auto reason : {NoAnswer::Reason::NoHttp, NoAnswer::Reason::LargeHeaders}) {
        odd.noAnswer.reason = reason;
        const QString text = sentence(Expected::Refused, odd);
        QVERIFY2(text.contains(QStringLiteral("came back")), qPrintable(text));
    }
}

void TestConformanceSentences::tellsWhoWasNotReached()
{
    SendOutcome outcome;
    outcome.noAnswer.systemText = QStringLiteral("The certificate is self-signed, and untrusted");
    outcome.distrust = tls::Distrust::AuthorityUnknown;
    ConformanceReport report;
    report.target = QUrl(QStringLiteral("https://u:pw@h/"));
    report.results = {judge({QStringLiteral("correct"), ConformanceCase::Expected::Accepted, {OutgoingDelivery{}}},
                            {outcome}, std::chrono::seconds(5))};
    const QString text = unreachedSentence(report).text();
    QVERIFY2(text.contains(QStringLiteral("certificate, or the one of its CA")), qPrintable(text));
    QVERIFY(!text.contains(QStringLiteral("Start the endpoint")));
    QVERIFY(!text.contains(QStringLiteral("pw")));
    QVERIFY(text.contains(QStringLiteral("untrusted. Give"))); // two sentences
}

void TestConformanceSentences::countsWhatCameOut()
{
    ConformanceResult result;
    result.grade = ConformanceResult::Grade::Remarked;
    ConformanceReport report;
    report.results = {result};
    QCOMPARE(totalsText(report), QStringLiteral("0 passed, 1 remark, 0 failed"));
    report.results.append(result);
    QCOMPARE(totalsText(report), QStringLiteral("0 passed, 2 remarks, 0 failed"));
}

QTEST_GUILESS_MAIN(TestConformanceSentences)
#include "test_conformancesentences.moc"
