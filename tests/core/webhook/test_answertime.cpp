// SPDX-License-Identifier: MIT
#include "core/webhook/answertime.h"

#include <QTest>

using namespace kaunt;
using namespace std::chrono_literals;

/// How long an answer took is kept in a note, beside how long the storing took.
class TestAnswerTime final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsItsOwnNotes();
    void readsNoOther_data();
    void readsNoOther();
    void addsTheWaitToTheStoring();
};

void TestAnswerTime::readsItsOwnNotes()
{
    QCOMPARE(answerWaitNote(3'005ms), QStringLiteral("answered-after:3005ms"));
    for (const auto wait : {0ms, 1ms, 3'005ms, 600'000ms})
        QVERIFY(notedAnswerWait({QStringLiteral("not-json"), answerWaitNote(wait)}) == wait);
    QVERIFY(!notedAnswerWait({}));
    QCOMPARE(senderLeftNote(2'000ms), QStringLiteral("sender-left:2000ms"));
    QVERIFY(notedSenderLeft({answerWaitNote(1ms), senderLeftNote(0ms)}) == 0ms);
    QVERIFY(!notedSenderLeft({answerWaitNote(1ms)}));
    QCOMPARE(readAfterNote(67'000ms), QStringLiteral("read-after:67000ms"));
    QVERIFY(notedReadAfter({readAfterNote(67'000ms)}) == 67'000ms);
}

/// A log may have been written by others.
void TestAnswerTime::readsNoOther_data()
{
    QTest::addColumn<QString>("note");
    for (const char* note : {"answered-after:", "answered-after:ms", "answered-after:3005", "answered-after:-1ms",
                             "answered-after:xms", "answered-after:9000000000000000000ms", "answer-mode:delay=3s"})
        QTest::newRow(note) << QString::fromLatin1(note);
}

void TestAnswerTime::readsNoOther()
{
    QFETCH(const QString, note);
    QVERIFY(!notedAnswerWait({note}));
}

void TestAnswerTime::addsTheWaitToTheStoring()
{
    DeliverySummary delivery;
    QCOMPARE(answeredMicros(delivery), -1);
    delivery.storedMicros = 310;
    QCOMPARE(answeredMicros(delivery), 310);
    delivery.notes = {answerWaitNote(3'005ms)};
    QCOMPARE(answeredMicros(delivery), 3'005'310);
    delivery.storedMicros = -1;
    QCOMPARE(answeredMicros(delivery), 3'005'000);
    delivery.notes.append(readAfterNote(67'000ms));
    QCOMPARE(answeredMicros(delivery), 70'005'000);
    delivery.notes = {readAfterNote(67'000ms), senderLeftNote(2'000ms)};
    QCOMPARE(answeredMicros(delivery), 69'000'000);
}

QTEST_GUILESS_MAIN(TestAnswerTime)
#include "test_answertime.moc"
