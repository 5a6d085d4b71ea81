// SPDX-License-Identifier: MIT
#include "core/webhook/answertime.h"
#include "core/webhook/forwardmark.h"
#include "core/webhook/webhookevent.h"
#include "tests/ui/samplerecords.h"
#include "ui/repeatwording.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

constexpr qint64 minute = 60'000;

DeliverySummary attempt(qint64 number, qint64 after, int status = 200)
{
    DeliverySummary one = verifiedRecord(knownEventTypes().constFirst()).summary;
    one.number = number;
    one.receivedAt += after;
    one.status = status;
    if (status != 200) {
        one.verdict = status == 503 ? Verdict::NoSecret : Verdict::Mismatch;
        one.event.reset();
    }
    return one;
}

} // namespace

/// What the History tab says: which answer of ours brought the next attempt about, and when another is to be expected.
class TestRepeatWording final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void causes_data();
    void causes();
    void causesPassedThrough();
    void whatWasSentBeforeOurAnswerHasNoCauseInIt();
    void attempts();
    void forecasts_data();
    void forecasts();
};

void TestRepeatWording::causes_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<qint64>("micros");
    QTest::addColumn<QString>("cause");
    QTest::newRow("no secret") << 503 << qint64{310} << QStringLiteral("we answered 503: there was no secret yet");
    QTest::newRow("refused") << 401 << qint64{310} << QStringLiteral("we answered 401");
    QTest::newRow("slow") << 200 << qint64{4'200'000} << QStringLiteral("our answer took 4.2 s");
    QTest::newRow("quick") << 200 << qint64{310} << QStringLiteral("the 200 after 0.31 ms got lost on the way");
    QTest::newRow("crashed") << 200 << qint64{-1} << QStringLiteral("the program ended before the answer was out");
}

void TestRepeatWording::causes()
{
    QFETCH(const int, status);
    QFETCH(const qint64, micros);
    QFETCH(const QString, cause);
    DeliverySummary before = attempt(1, 0, status);
    before.storedMicros = micros;
    QCOMPARE(repeatCause(before, attempt(2, minute)), cause);
    const QString text = attemptsText({before, attempt(2, minute)}, 2);
    QVERIFY2(text.contains(QStringLiteral("probably because %1.").arg(cause)), qPrintable(text));
}

void TestRepeatWording::causesPassedThrough()
{
    DeliverySummary delayed = attempt(1, 0);
    delayed.notes = {answerWaitNote(std::chrono::milliseconds(5'000))};
    const DeliverySummary after = attempt(2, minute);
    QCOMPARE(repeatCause(delayed, after), QStringLiteral("our answer took 5.0 s"));
    DeliverySummary before = attempt(1, 0);
    before.notes = {passThroughNote(QStringLiteral("http://h/"))};
    QCOMPARE(repeatCause(before, after), QStringLiteral("the 200 of http://h/ came too late or got lost on the way"));
    before.status = 503;
    QCOMPARE(repeatCause(before, after), QStringLiteral("503 was passed through from http://h/"));
    before.status = 0;
    QCOMPARE(repeatCause(before, after), QStringLiteral("the program ended before http://h/ had answered"));
    before.notes.append(senderLeftNote(std::chrono::milliseconds(2'000)));
    QCOMPARE(repeatCause(before, after), QStringLiteral("its sender hung up after 2.0 s, before it was answered"));
    before.notes = {senderLeftNote(std::chrono::milliseconds(0))};
    QCOMPARE(repeatCause(before, after), QStringLiteral("its sender hung up before it was read"));
}

/// No answer brought that about, but one that was late may have.
void TestRepeatWording::whatWasSentBeforeOurAnswerHasNoCauseInIt()
{
    const QString cause = QStringLiteral("it was sent more than once at the same time");
    for (const int status : {200, 401, 503}) {
        DeliverySummary before = attempt(1, 0, status);
        before.storedMicros = 6'000;
        QCOMPARE(repeatCause(before, attempt(2, 0, status)), cause);
        QCOMPARE(repeatCause(before, attempt(2, 6, status)), cause);
        QVERIFY(repeatCause(before, attempt(2, 7, status)) != cause);
    }
    DeliverySummary late = attempt(1, 0);
    late.storedMicros = 30'000'000;
    QCOMPARE(repeatCause(late, attempt(2, 10'000)), QStringLiteral("our answer took 30.0 s"));
}

void TestRepeatWording::attempts()
{
    QVERIFY(attemptsText({}, 1).isEmpty());
    QCOMPARE(attemptsText({attempt(1, 0)}, 1), QStringLiteral("This event came once."));
    QVERIFY(attemptsText({attempt(1, 0, 401)}, 1).contains(u"no event"));
    QVERIFY(attemptsText({attempt(1, 0), attempt(2, minute)}, 1).startsWith(u"This event came 2 times within 1 min"));
    QVERIFY(!attemptsText({attempt(1, 0), attempt(2, minute)}, 1).contains(u"probably"));
    QVERIFY(attemptsText({attempt(1, 0, 503), attempt(2, minute)}, 1).contains(u"1 of them were not accepted"));
    QVERIFY(attemptsText({attempt(1, 0, 401), attempt(2, minute, 401)}, 1).contains(u"never accepted"));
}

void TestRepeatWording::forecasts_data()
{
    QTest::addColumn<QList<DeliverySummary>>("attempts");
    QTest::addColumn<qint64>("now"); // after the first
    QTest::addColumn<QString>("fact");
    const QList<DeliverySummary> failing{attempt(1, 0, 503), attempt(2, minute, 503), attempt(3, 3 * minute, 503)};
    const QList<DeliverySummary> lawless{attempt(1, 0, 503), attempt(2, minute, 503), attempt(3, 99 * minute, 503),
                                         attempt(4, 100 * minute, 503)};
    // The sample came at 14:02:11 in the time zone of the tests.
    QTest::newRow("accepted") << QList{attempt(1, 0, 503), attempt(2, minute)} << 2 * minute
                              << QStringLiteral("no further one is to be expected");
    QTest::newRow("a law") << failing << 4 * minute << QStringLiteral("at about 14:09:11, since each wait was about 2");
    QTest::newRow("until when") << failing << 4 * minute << QStringLiteral("14:02:11, 24 hours after the first");
    QTest::newRow("estimate") << failing << 4 * minute << QStringLiteral("This is an estimate.");
    QTest::newRow("overdue") << failing << 9 * minute << QStringLiteral("14:09:11 and has not come");
    QTest::newRow("one wait") << failing.first(2) << minute << QStringLiteral("14:04:11 at the earliest");
    QTest::newRow("one wait is over") << failing.first(2) << 3 * minute << QStringLiteral("may come at any time");
    QTest::newRow("one attempt") << failing.first(1) << minute << QStringLiteral("can't be told yet");
    QTest::newRow("no law") << lawless << 101 * minute << QStringLiteral("follow no law");
    QTest::newRow("over") << failing << 1'500 * minute << QStringLiteral("has probably given up");
    const auto failed = [](qint64 number, qint64 after) {
        DeliverySummary one = attempt(number, after);
        one.status = 503; // on purpose
        return one;
    };
    const QList<DeliverySummary> last{failed(1, 0), failed(2, 60 * minute), failed(3, 240 * minute),
                                      failed(4, 780 * minute)};
    QTest::newRow("a law that leads beyond the end") << last << 781 * minute << QStringLiteral("No further one is to");
    QTest::newRow("when it would come") << last << 781 * minute << QStringLiteral("06:02:11, after Kaunt has given up");
    QTest::newRow("what to do then") << last << 781 * minute << QStringLiteral("Fetch what it points at, or replay");
    QTest::newRow("what to do when it is over") << last << 1'500 * minute << QStringLiteral("Fetch what it points at");
    QTest::newRow("a single wait beyond the end") << QList{failed(1, 0), failed(2, 800 * minute)} << 801 * minute
                                                  << QStringLiteral("at the earliest, after Kaunt has given up");
    QTest::newRow("longer than documented") << QList{failed(1, 0), failed(2, 60 * minute), failed(3, 1'530 * minute)}
                                            << 1'531 * minute << QStringLiteral("and the last one came at 15:32:11.");
    QTest::newRow("at the same time") << QList{failed(1, 0), failed(2, 0), failed(3, 0), failed(4, 0)} << minute
                                      << QStringLiteral("can't be told yet");
    QTest::newRow("nothing") << QList<DeliverySummary>{} << minute << QString();
}

void TestRepeatWording::forecasts()
{
    QFETCH(const QList<DeliverySummary>, attempts);
    QFETCH(const qint64, now);
    QFETCH(const QString, fact);
    const QString text = forecastText(attempts, sampleTime + now);
    QCOMPARE(text.isEmpty(), fact.isEmpty());
    QVERIFY2(text.contains(fact), qPrintable(text));
    QVERIFY2(!text.contains(u'%'), qPrintable(text));
}

QTEST_GUILESS_MAIN(TestRepeatWording)
#include "test_repeatwording.moc"
