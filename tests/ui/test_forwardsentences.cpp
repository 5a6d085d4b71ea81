// SPDX-License-Identifier: MIT
#include "ui/forwardsentences.h"
#include "ui/replaysentences.h"

#include <QTest>

using namespace kaunt;

class TestForwardSentences final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsHowATargetIsDoing();
    void tellsWhatBecameOfADelivery_data();
    void tellsWhatBecameOfADelivery();
    void tellsWhoAnswers();
    void tellsWhyItCannotBeReplayed();
};

void TestForwardSentences::tellsHowATargetIsDoing()
{
    const QString url = QStringLiteral("http://127.0.0.1:3000/");
    const Sentence down = sentenceFor(
        ForwardState{url, true, 0, {NoAnswer::Reason::System, QStringLiteral("Connection\u202erefused")}, 0});
    QVERIFY(down.happened.contains(url));
    QVERIFY(down.reason.contains(QStringLiteral("Connection⟨U+202E⟩refused")));
    QVERIFY2(down.next.contains(QStringLiteral("newest 10,000 of the last 24 hours")), qPrintable(down.next));
    const Sentence behindAProxy = sentenceFor(ForwardState{url, true, 502, {}, 0});
    QCOMPARE(behindAProxy.reason, QStringLiteral("It is answered for with 502."));
    QVERIFY(sentenceFor(ForwardState{url, false, 0, {}, 0}).happened.contains(QStringLiteral("answers again")));
    QVERIFY(sentenceFor(ForwardState{url, true, 0, {}, 7}).happened.startsWith(QStringLiteral("Up to 7 deliveries")));
    QVERIFY(sentenceFor(ForwardState{url, true, 0, {}, 1}).happened.startsWith(QStringLiteral("Up to one delivery ")));
    QVERIFY(sentenceFor(ForwardState{url, true, 0, {}, 40'019}).happened.startsWith(QStringLiteral("Up to 40,019 ")));
}

void TestForwardSentences::tellsWhatBecameOfADelivery_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("attempts");
    QTest::addColumn<QString>("error");
    QTest::addColumn<QString>("expected");
    QTest::newRow("taken") << 200 << 1 << QString() << QStringLiteral("answered 200 within 3 ms");
    QTest::newRow("at last") << 200 << 3 << QString() << QStringLiteral("answered 200 within 3 ms, at attempt 3");
    QTest::newRow("silent") << 0 << 8 << QStringLiteral("timed out")
                            << QStringLiteral("no answer in 8 attempts (timed out)");
    QTest::newRow("silent once") << 0 << 1 << QStringLiteral("timed out") << QStringLiteral("no answer (timed out)");
    QTest::newRow("busy") << 0 << 0 << QStringLiteral("busy")
                          << QStringLiteral("not sent, as its turn did not come in time");
    QTest::newRow("ended") << 0 << 0 << QStringLiteral("ended")
                           << QStringLiteral("not answered before the program ended");
    QTest::newRow("cut") << 0 << 0 << QStringLiteral("body-cut")
                         << QStringLiteral("not sent, as only the first 64 KiB of its body were kept");
    QTest::newRow("old") << 0 << 0 << QStringLiteral("too-old")
                         << QStringLiteral("not sent, as it had waited for more than a day");
    QTest::newRow("old, and tried") << 0 << 5 << QStringLiteral("too-old")
                                    << QStringLiteral("not sent again, as it had waited for more than a day");
}

void TestForwardSentences::tellsWhatBecameOfADelivery()
{
    QFETCH(const int, status);
    QFETCH(const int, attempts);
    QFETCH(const QString, error);
    ForwardRecord record;
    record.status = status;
    record.millis = 3;
    record.attempts = attempts;
    record.noAnswer = NoAnswer::fromText(error);
    QTEST(forwardText(record), "expected");
    const QString outcome = forwardText(record);
    record.nextAt = 1'769'864'531'123;
    QVERIFY(forwardText(record).startsWith(outcome + QStringLiteral("; again at ")));
}

void TestForwardSentences::tellsWhoAnswers()
{
    Settings settings;
    settings.forwards = {ForwardSettings(), ForwardSettings(), ForwardSettings(), ForwardSettings()};
    const QStringList endpoints{QString(), QStringLiteral("default"), QStringLiteral("gone"),
                                QStringLiteral("default")};
    for (qsizetype i = 0; i < endpoints.size(); ++i) {
        settings.forwards[i].url = QUrl(QStringLiteral("http://h.example/%1").arg(i));
        settings.forwards[i].isPassThrough = i > 0;
        settings.forwards[i].passThroughEndpoint = endpoints.at(i);
        settings.forwards[i].isPaused = i == 3;
    }
    const QList<Sentence> sentences = passThroughSentences(settings);
    QCOMPARE(sentences.size(), 1);
    QCOMPARE(sentences.constFirst().happened,
             QStringLiteral("Answers of the endpoint “default” come from “http://h.example/1” (pass through)."));
    QVERIFY(sentences.constFirst().reason.contains(u"502"));
}

void TestForwardSentences::tellsWhyItCannotBeReplayed()
{
    for (const ReplayFlaw flaw : {ReplayFlaw::BodyCut, ReplayFlaw::NotADelivery}) {
        const Sentence sentence = sentenceFor(flaw, 17);
        QVERIFY(sentence.happened.contains(QStringLiteral("17")));
        QVERIFY(!sentence.reason.isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestForwardSentences)
#include "test_forwardsentences.moc"
