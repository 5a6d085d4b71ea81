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
}

QTEST_GUILESS_MAIN(TestAnswerTime)
#include "test_answertime.moc"
