// SPDX-License-Identifier: MIT
#include "core/pathtest/pathprobes.h"
#include "ui/pathsentences.h"

#include <QSet>
#include <QTest>

using namespace kaunt;
using Kind = PathChange::Kind;

/// Each thing that a path may do has words of its own, and what breaks deliveries a next step.
class TestPathSentences final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachKindHasItsOwn();
    void whatBreaksHasANextStep();
    void adviseByTheAnswer();
    void aWrongSecretIsNotThePaths();
    void theUrlIsToldAsItIsCalled();
    void anAnswerOfSomebodyElseIsExplained();
    void bytesAreShown();
    void eachProbeIsDescribed();
};

void TestPathSentences::eachKindHasItsOwn()
{
    QSet<QString> texts;
    for (int kind = 0; kind <= static_cast<int>(Kind::ArrivedRepeatedly); ++kind) {
        PathChange change;
        change.kind = static_cast<Kind>(kind);
        change.cause = QStringLiteral("body-changed");
        change.name = "Via";
        change.was = "length";
        change.came = "2";
        texts.insert(sentenceFor(change).happened);
        QVERIFY(!pathChangeCode(change.kind).isEmpty());
    }
    QCOMPARE(texts.size(), static_cast<int>(Kind::ArrivedRepeatedly) + 1);
    QVERIFY(!texts.contains(QString()));
}

void TestPathSentences::whatBreaksHasANextStep()
{
    for (const Kind kind : {Kind::NotArrived, Kind::NotVerified, Kind::AnswerChanged, Kind::BodyChanged,
                            Kind::SignatureLost, Kind::MethodChanged, Kind::TargetChanged}) {
        PathChange change;
        change.kind = kind;
        change.effect = PathChange::Effect::Breaking;
        change.cause = QStringLiteral("body-newline");
        QVERIFY2(!sentenceFor(change).next.isEmpty(), qPrintable(pathChangeCode(kind)));
    }
}

void TestPathSentences::adviseByTheAnswer()
{
    const auto adviceOf = [](int status) {
        PathChange change;
        change.kind = Kind::NotArrived;
        change.effect = PathChange::Effect::Breaking;
        change.status = status;
        return sentenceFor(change).next;
    };
    QSet<QString> advice;
    for (const int status : {0, 200, 302, 403, 404, 502})
        advice.insert(adviceOf(status));
    QCOMPARE(advice.size(), 6);
    QVERIFY(adviceOf(200).contains(QStringLiteral("Somebody else answers")));
    QCOMPARE(adviceOf(504), adviceOf(502));
}

void TestPathSentences::aWrongSecretIsNotThePaths()
{
    PathChange wrongSecret;
    wrongSecret.kind = Kind::NotVerified;
    wrongSecret.effect = PathChange::Effect::Breaking;
    PathResult result;
    result.name = QStringLiteral("plain");
    result.changes = {wrongSecret};
    PathReport report;
    report.results = {result, result};
    QVERIFY2(sentenceFor(report).happened.contains(QStringLiteral("secret")), qPrintable(sentenceFor(report).text()));
    QVERIFY(!sentenceFor(report).text().contains(QStringLiteral("--"))); // the window has no options
    report.results[0].endpoint = QStringLiteral("sandbox");
    QVERIFY(sentenceFor(report).happened.startsWith(QStringLiteral("The endpoint “sandbox” verifies with another")));
    PathChange lost;
    lost.effect = PathChange::Effect::Breaking;
    lost.status = 301;
    report.results[1].changes = {lost};
    QVERIFY(sentenceFor(report).happened.contains(QStringLiteral("breaks deliveries")));
    QVERIFY(sentenceFor(lost).text().contains(QStringLiteral("redirect")));
}

void TestPathSentences::theUrlIsToldAsItIsCalled()
{
    PathReport report;
    report.isReached = false;
    report.target = QUrl(QStringLiteral("http://desk/a%20b"));
    report.results.append(PathResult());
    QVERIFY2(sentenceFor(report).reason.startsWith(QStringLiteral("http://desk/a%20b did not answer")),
             qPrintable(sentenceFor(report).reason));
}

void TestPathSentences::anAnswerOfSomebodyElseIsExplained()
{
    const auto sentenceOf = [](int status) {
        PathReport report;
        report.isReached = false;
        report.target = QUrl(QStringLiteral("http://desk/a"));
        report.results.append(PathResult());
        report.results.last().outcome.status = status;
        return sentenceFor(report);
    };
    QCOMPARE(sentenceOf(301).reason,
             QStringLiteral("http://desk/a answered 301. That redirects, and a sender of webhooks need not follow."));
    QCOMPARE(sentenceOf(301).next, QStringLiteral("Register the URL that it redirects to."));
    QVERIFY(sentenceOf(200).reason.contains(QStringLiteral("answered 200, and this receiver's log has no such")));
    QVERIFY(sentenceOf(200).next.contains(QStringLiteral("Somebody else answers")));
    QVERIFY(sentenceOf(502).next.contains(QStringLiteral("can't reach what is behind it")));
}

void TestPathSentences::bytesAreShown()
{
    PathChange change;
    change.kind = Kind::BodyChanged;
    change.cause = QStringLiteral("body-truncated");
    change.offset = 52;
    change.was = "\r\n";
    change.wasBytes = 54;
    change.cameBytes = 52;
    const QString text = sentenceFor(change).text();
    for (const char* part : {"byte 53", "0d 0a was sent", "nothing arrived", "54 bytes became 52"})
        QVERIFY2(text.contains(QLatin1String(part)), qPrintable(text));
}

void TestPathSentences::eachProbeIsDescribed()
{
    const PathTestPlan plan{QUrl(QStringLiteral("http://desk/")), "whsec", QStringLiteral("1"), {}};
    for (const PathProbe& probe : pathProbes(plan))
        QVERIFY2(probeText(probe.name) != probe.name, qPrintable(probe.name));
}

QTEST_GUILESS_MAIN(TestPathSentences)
#include "test_pathsentences.moc"
