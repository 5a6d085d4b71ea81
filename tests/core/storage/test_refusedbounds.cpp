// SPDX-License-Identifier: MIT
#include "core/webhook/probemark.h"
#include "core/webhook/replaymark.h"
#include "tests/core/storage/retentionfixture.h"
#include "tests/support/queuedspy.h"

#include <QCryptographicHash>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// What anybody may send is kept within bounds, and at the cost of nothing else.
class TestRefusedBounds final : public RetentionFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { makeAnew(); }
    void keepsTheNewestRefused();
    void boundsTheRefusedAsTheDesignSays();
    void refusedNeverPushOutVerified();
    void refusedLeaveNothingBehind();
    void boundsOurOwnApartFromOthers();
    void strangersPushOutNothingAnnotated();
    void boundsWhatIsAnnotatedAndRefused();
    void cutsARefusedBody();
};

void TestRefusedBounds::keepsTheNewestRefused()
{
    LogOptions options;
    options.maxRefused = 3;
    const auto log = openLog(m_folder->path(), options, m_clock);
    QVERIFY(log);
    QueuedSpy removed(log.get(), &EventLog::removed);
    for (int i = 1; i <= 5; ++i)
        QCOMPARE(appendOne(*log, refusedDelivery()).number, i);
    QTRY_COMPARE(allNumbers(removed), QList<qint64>({1, 2}));
    QCOMPARE(numbers(), QList<qint64>({5, 4, 3}));
    QTRY_COMPARE(log->statistics().refused, 3);
    QCOMPARE(log->statistics().deliveries, 3);
    QCOMPARE(appendAll(*log, QList<Delivery>(10, refusedDelivery())).size(), 10);
    QCOMPARE(numbers(), QList<qint64>({15, 14, 13}));
}

/// Section 3 of the design: the newest 1,000, and 64 KiB of each body.
void TestRefusedBounds::boundsTheRefusedAsTheDesignSays()
{
    constexpr qsizetype mostBytes = 65'536;
    constexpr qsizetype mostKept = 1'000;
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    QCOMPARE(appendAll(*log, QList<Delivery>(mostKept, refusedDelivery())).size(), mostKept);
    QCOMPARE(appendOne(*log, refusedDelivery(QByteArray(mostBytes, 'a'))).number, mostKept + 1);
    QCOMPARE(appendOne(*log, refusedDelivery(QByteArray(mostBytes + 1, 'a'))).number, mostKept + 2);
    QCOMPARE(numbers().size(), mostKept);
    QCOMPARE(numbers().constLast(), 3);
    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    QVERIFY(!queries->delivery(mostKept + 1)->isBodyCut());
    QVERIFY(queries->delivery(mostKept + 2)->isBodyCut());
    QCOMPARE(queries->delivery(mostKept + 2)->body.size(), mostBytes);
}

void TestRefusedBounds::refusedNeverPushOutVerified()
{
    LogOptions options;
    options.maxRefused = 2;
    const auto log = openLog(m_folder->path(), options, m_clock);
    QVERIFY(log);
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("a"))).number, 1);
    QCOMPARE(appendAll(*log, QList<Delivery>(50, refusedDelivery())).size(), 50);
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("a"))).attempt, 2);
    QCOMPARE(numbers(), QList<qint64>({52, 51, 50, 1}));
}

/// What is left of each would fill the log in a day, and then push out what is verified.
void TestRefusedBounds::refusedLeaveNothingBehind()
{
    LogOptions options;
    options.maxRefused = 2;
    const auto log = openLog(m_folder->path(), options, m_clock);
    QVERIFY(log);
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("a"))).number, 1);
    for (int i = 2; i <= 30; ++i)
        QCOMPARE(appendOne(*log, refusedDelivery()).number, i);
    const auto database = LogDatabase::open(log->path(), LogDatabase::Access::ReadOnly);
    QVERIFY(database);
    QCOMPARE((*database)->number(QStringLiteral("SELECT count(*) FROM contents")).value_or(-1), 3);
    QCOMPARE((*database)->number(QStringLiteral("SELECT count(*) FROM timings WHERE last < 29")).value_or(-1), 1);
}

void TestRefusedBounds::boundsOurOwnApartFromOthers()
{
    LogOptions options;
    options.maxRefused = 3;
    const auto log = openLog(m_folder->path(), options, m_clock);
    QVERIFY(log);
    QCOMPARE(appendAll(*log, QList<Delivery>(4, refusedDelivery())).size(), 4);
    Delivery replay = refusedDelivery();
    replay.notes = {replayNote(1)};
    Delivery probe = refusedDelivery();
    probe.notes = {probeNote(QStringLiteral("5f3a-plain"))};
    Delivery delayed = replay;
    delayed.notes.prepend(QStringLiteral("answer-mode:503"));
    QCOMPARE(appendAll(*log, {delayed, probe}).size(), 2);
    QCOMPARE(numbers(), QList<qint64>({6, 5, 4, 3, 2}));
    QCOMPARE(appendAll(*log, {replay, probe, replay}).size(), 3);
    QCOMPARE(numbers(), QList<qint64>({9, 8, 7, 4, 3, 2}));
    QCOMPARE(appendAll(*log, QList<Delivery>(2, refusedDelivery())).size(), 2);
    QCOMPARE(numbers(), QList<qint64>({11, 10, 9, 8, 7, 4}));
    QTRY_COMPARE(log->statistics().refused, 6);
}

void TestRefusedBounds::strangersPushOutNothingAnnotated()
{
    LogOptions options;
    options.maxRefused = 3;
    options.maxMisdirected = 2;
    const auto log = openLog(m_folder->path(), options, m_clock);
    QVERIFY(log);
    Delivery misdirected = refusedDelivery();
    misdirected.signature.verdict = Verdict::Misdirected;
    QCOMPARE(appendAll(*log, {refusedDelivery(), refusedDelivery(), misdirected}).size(), 3);
    QVERIFY(annotateAndWait(*log, 1, true, {}));
    QVERIFY(annotateAndWait(*log, 2, {}, QStringLiteral("asked the vendor")));
    QVERIFY(annotateAndWait(*log, 3, true, {}));
    QCOMPARE(appendAll(*log, QList<Delivery>(10, refusedDelivery())).size(), 10);
    QCOMPARE(appendAll(*log, QList<Delivery>(10, misdirected)).size(), 10);
    DeliveryQuery all;
    all.withMisdirected = true;
    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    QCOMPARE(queries->numbers(all).value_or(QList<qint64>()), QList<qint64>({23, 22, 13, 12, 11, 3, 2, 1}));
    // What is said about one no more is as the others.
    QVERIFY(annotateAndWait(*log, 1, false, {}));
    QCOMPARE(appendOne(*log, refusedDelivery()).number, 24);
    QCOMPARE(numbers(), QList<qint64>({24, 13, 12, 2}));
}

void TestRefusedBounds::boundsWhatIsAnnotatedAndRefused()
{
    LogOptions options;
    options.maxRefused = 2;
    const auto log = openLog(m_folder->path(), options, m_clock);
    QVERIFY(log);
    for (qint64 number = 1; number <= 4; ++number) {
        QCOMPARE(appendOne(*log, refusedDelivery()).number, number);
        QVERIFY(annotateAndWait(*log, number, true, {}));
    }
    QCOMPARE(appendOne(*log, refusedDelivery()).number, 5);
    QCOMPARE(numbers(), QList<qint64>({5, 4, 3}));
    QTRY_COMPARE(log->statistics().refused, 3);
}

void TestRefusedBounds::cutsARefusedBody()
{
    LogOptions options;
    options.maxRefusedBodyBytes = 100;
    const auto log = openLog(m_folder->path(), options, m_clock);
    QVERIFY(log);
    const Delivery refused = refusedDelivery(QByteArray(99, 'a') + "bcd");
    const DeliverySummary summary = appendOne(*log, refused);
    QCOMPARE(summary.bodyBytes, 102);
    QCOMPARE(summary.bodySha256, QCryptographicHash::hash(refused.body, QCryptographicHash::Sha256).toHex());
    const Delivery verified = ofSize(verifiedDelivery(QStringLiteral("a")), 1000);
    QCOMPARE(appendOne(*log, verified).number, 2);
    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    const auto record = queries->delivery(1);
    QVERIFY(record);
    QCOMPARE(record->body, QByteArray(99, 'a') + 'b');
    QVERIFY(record->isBodyCut());
    QVERIFY(record->summary == summary);
    QCOMPARE(queries->delivery(2)->body, verified.body);
}

QTEST_GUILESS_MAIN(TestRefusedBounds)
#include "test_refusedbounds.moc"
