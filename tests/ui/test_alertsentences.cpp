// SPDX-License-Identifier: MIT
#include "ui/alertsentences.h"

#include <QSet>
#include <QTest>

using namespace kaunt;

namespace {

Alert alertOf(const AlertCause& cause, qint64 count = 1)
{
    Alert alert;
    alert.cause = cause;
    alert.count = count;
    return alert;
}

QList<AlertCause> causes()
{
    return {
        Diagnosis{QStringLiteral("unknown"), {}},
        FailedEventCause{QStringLiteral("DocumentAIDocumentResultFailed")},
        RepeatedCause{503, 1, false},
        QList<DriftFinding>{{DriftFinding::Kind::NewField, QStringLiteral("$.Foo"), {}}},
        LogError{LogError::Code::DiskFull, QStringLiteral("log"), {}, {}},
        ListenError{ListenError::Code::PortTaken, QHostAddress::LocalHost, 8'787, {}, {}, {}},
        ForwardCause{QStringLiteral("http://a/"), 0, {NoAnswer::Reason::System, QStringLiteral("refused")}, true, 0},
        SilenceCause{0, std::chrono::minutes(5)}};
}

} // namespace

/// Each alert says what happened, why and what to do.
class TestAlertSentences final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasOneForEachRule();
    void countsWhatHappened();
    void saysHowWeAnswered_data();
    void saysHowWeAnswered();
    void saysThatThereIsNoSecret();
    void namesNoOneCauseForSeveral();
    void makesUnknownTypesVisible();
    void saysWhatIsWrongWithAHook_data();
    void saysWhatIsWrongWithAHook();
};

void TestAlertSentences::hasOneForEachRule()
{
    QSet<QString> titles;
    QSet<QString> texts;
    const QList<AlertCause> all = causes();
    QCOMPARE(all.size(), static_cast<qsizetype>(alertRules.size()));
    for (const AlertCause& cause : all) {
        const Alert alert = alertOf(cause);
        const Sentence sentence = sentenceFor(alert);
        QVERIFY(!sentence.happened.isEmpty() && !sentence.next.isEmpty());
        titles.insert(alertRuleText(alert.rule()));
        texts.insert(sentence.happened);
    }
    QCOMPARE(titles.size(), all.size());
    QCOMPARE(texts.size(), all.size());
}

void TestAlertSentences::countsWhatHappened()
{
    QCOMPARE(sentenceFor(alertOf(causes().at(0), 7)).happened, QStringLiteral("7 deliveries were refused."));
    QCOMPARE(sentenceFor(alertOf(causes().at(1))).happened,
             QStringLiteral("Kaunt announced a failure: Document AI failed."));
    QVERIFY(sentenceFor(alertOf(causes().at(3))).next.contains(QStringLiteral("in kaunt-monitor"))); // wherever told
    QCOMPARE(sentenceFor(alertOf(causes().at(2), 2)).happened, QStringLiteral("Kaunt sent 2 events again."));
    const Sentence givenUp = sentenceFor(alertOf(ForwardCause{QStringLiteral("http://a/"), 401, {}, false, 0}, 2));
    QCOMPARE(givenUp.happened, QStringLiteral("2 deliveries could not be forwarded to “http://a/”."));
    QCOMPARE(givenUp.reason, QStringLiteral("The last was answered 401."));
    QVERIFY(givenUp.next.contains(QStringLiteral("does not follow by itself")));
}

void TestAlertSentences::saysHowWeAnswered_data()
{
    QTest::addColumn<AlertCause>("cause");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* name, const RepeatedCause& cause, const char* reason) {
        QTest::newRow(name) << AlertCause(cause) << QString::fromLatin1(reason);
    };
    row("badly", {503, 1, false}, "The one before was answered 503.");
    row("late", {200, 1'500, false}, "The answer to the one before took 1,500 ms.");
    row("unknown", {200, -1, false}, "The answer to the one before came late.");
    row("on purpose", {0, 1, true}, "An answer mode answers otherwise, on purpose.");
}

void TestAlertSentences::saysHowWeAnswered()
{
    QFETCH(const AlertCause, cause);
    QTEST(sentenceFor(alertOf(cause)).reason, "reason");
}

void TestAlertSentences::saysThatThereIsNoSecret()
{
    const Sentence sentence = sentenceFor(alertOf(Diagnosis{QStringLiteral("no-secret"), {}}, 3));
    QCOMPARE(sentence.reason, QStringLiteral("The endpoint has no secret yet."));
}

void TestAlertSentences::namesNoOneCauseForSeveral()
{
    const Diagnosis last{QStringLiteral("secret-whitespace"), {}};
    const Sentence alone = sentenceFor(alertOf(last, 3));
    Alert alert = alertOf(last, 3);
    alert.causes = {{QStringLiteral("header-missing"), 1}, {last.cause, 2}};
    const Sentence sentence = sentenceFor(alert);
    QCOMPARE(sentence.happened, QStringLiteral("3 deliveries were refused, for 2 different causes."));
    QCOMPARE(sentence.reason, QStringLiteral("The last: ") + alone.reason);
    QVERIFY2(sentence.next != alone.next, qPrintable(sentence.next)); // which would mend the last one only
    alert.causes = {{last.cause, 3}};
    QCOMPARE(sentenceFor(alert).text(), alone.text());
}

void TestAlertSentences::makesUnknownTypesVisible()
{
    const Sentence sentence = sentenceFor(alertOf(FailedEventCause{QStringLiteral("A\u202eBFailed")}));
    QVERIFY(!sentence.happened.contains(QStringLiteral("Failed")));
    QVERIFY(sentence.reason.contains(QStringLiteral("U+202E")));
}

void TestAlertSentences::saysWhatIsWrongWithAHook_data()
{
    QTest::addColumn<AlertHookFailure>("failure");
    QTest::addColumn<QString>("reason");
    using Hook = AlertHookFailure::Hook;
    using Reason = AlertHookFailure::Reason;
    const auto row = [](const char* name, const AlertHookFailure& failure, const char* reason) {
        QTest::newRow(name) << failure << QString::fromLatin1(reason);
    };
    row("status", {Hook::Command, Reason::Status, 3, {}}, "It ended with status 3.");
    row("answer", {Hook::Url, Reason::Status, 500, {}}, "It was answered 500.");
    row("time", {Hook::Url, Reason::TimedOut, 0, {}}, "It took too long and was ended.");
    row("start", {Hook::Command, Reason::NotStarted, 0, {NoAnswer::Reason::System, QStringLiteral("no such file")}},
        "It can't be started: no such file.");
}

void TestAlertSentences::saysWhatIsWrongWithAHook()
{
    QFETCH(const AlertHookFailure, failure);
    const Sentence sentence = sentenceFor(failure);
    QTEST(sentence.reason, "reason");
    QVERIFY(!sentence.happened.isEmpty() && !sentence.next.isEmpty());
}

QTEST_GUILESS_MAIN(TestAlertSentences)
#include "test_alertsentences.moc"
