// SPDX-License-Identifier: MIT
#include "core/storage/clockshifts.h"
#include "core/storage/heldexpiry.h"
#include "core/storage/logdatabase.h"
#include "tests/core/storage/retentionfixture.h"
#include "tests/support/queuedspy.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// What goes for its age, and what does not, where the clock is wrong or was.
class TestExpiryByClock final : public RetentionFixture {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        makeAnew();
        m_clock.setBootId({});
    }
    void survivesAClockThatJumpsBack();
    void survivesAClockThatWasAhead();
    void goesOnBehindManyOfATimeToCome();
    void keepsTheLogWhileTheClockIsAhead();
    void keepsTheLogWhereTheClockWasAheadAtTheStart();
    void keepsWhatCameByAClockThatWasBehind();
    void keepsWhatCameByAClockThatWasBehindWhileItRuns();
    void keepsWhatCameByAClockThatWasSetBetweenTwoRuns();
    void tellsNothingOfAQuietTime_data();
    void tellsNothingOfAQuietTime();
};

void TestExpiryByClock::survivesAClockThatJumpsBack()
{
    {
        const auto log = open(unbounded);
        QVERIFY(log);
        QCOMPARE(appendAll(*log, {aged(QStringLiteral("expired"), 40), aged(QStringLiteral("new"), 1),
                                  aged(QStringLiteral("of 1970"), 20'000), aged(QStringLiteral("newest"), 0)})
                     .size(),
                 4);
        QCOMPARE(numbers(), QList<qint64>({4, 3, 2, 1}));
    }
    const auto log = open({30, 0});
    QVERIFY(log);
    QTRY_COMPARE(numbers(), QList<qint64>({4, 3, 2}));
    QCOMPARE(appendOne(*log, aged(QStringLiteral("of 1970"), 20'000)).attempt, 2);
    QCOMPARE(numbers(), QList<qint64>({5, 4, 3, 2}));
}

void TestExpiryByClock::survivesAClockThatWasAhead()
{
    {
        const auto log = open(unbounded);
        QVERIFY(log);
        QCOMPARE(appendAll(*log, {aged(QStringLiteral("of a time to come"), -10'000),
                                  aged(QStringLiteral("expired"), 40), aged(QStringLiteral("new"), 1)})
                     .size(),
                 3);
    }
    const auto log = open({30, 0});
    QVERIFY(log);
    QTRY_COMPARE(numbers(), QList<qint64>({3}));
}

void TestExpiryByClock::goesOnBehindManyOfATimeToCome()
{
    constexpr int toCome = 4'500;
    QList<Delivery> deliveries;
    for (int i = 0; i < toCome; ++i)
        deliveries.append(aged(QString::number(i), -10'000));
    {
        const auto log = open(unbounded);
        QVERIFY(log);
        for (int i = 0; i < 300; ++i)
            deliveries.append(aged(QStringLiteral("expired %1").arg(i), 40));
        deliveries << aged(QStringLiteral("to come"), -10'000) << aged(QStringLiteral("new"), 1);
        QCOMPARE(appendAll(*log, deliveries).size(), deliveries.size());
    }
    const auto log = open({30, 0});
    QVERIFY(log);
    QTRY_COMPARE(numbers(), (QList<qint64>{deliveries.size(), deliveries.size() - 1}));
    QTRY_COMPARE(log->statistics().deliveries, 2);
}

void TestExpiryByClock::keepsTheLogWhileTheClockIsAhead()
{
    {
        const auto log = open(unbounded);
        QVERIFY(log);
        QCOMPARE(appendAll(*log, {aged(QStringLiteral("expired"), 40), aged(QStringLiteral("new"), 0)}).size(), 2);
    }
    const auto log = open(unbounded);
    QVERIFY(log);
    QueuedSpy removed(log.get(), &EventLog::removed);
    m_clock.setUtcMillis(m_clock.utcMillis() + 400 * day);
    log->setRetention({30, 0});
    QTRY_COMPARE(allNumbers(removed), QList<qint64>{1});
    QCOMPARE(numbers(), QList<qint64>{2});
    // It stays so.
    m_clock.advance(day);
    log->setRetention({30, 0});
    QTRY_COMPARE(numbers(), QList<qint64>());
}

void TestExpiryByClock::keepsTheLogWhereTheClockWasAheadAtTheStart()
{
    {
        const auto log = open(unbounded);
        QVERIFY(log);
        QCOMPARE(appendAll(*log, {aged(QStringLiteral("a"), 1), aged(QStringLiteral("b"), 0)}).size(), 2);
    }
    m_clock.advance(120 * day);
    const auto log = open({90, 0});
    QVERIFY(log);
    QueuedSpy removed(log.get(), &EventLog::removed);
    QueuedSpy held(log.get(), &EventLog::expiryHeld);
    log->start(); // with a sweep
    QTRY_VERIFY(!held.isEmpty());
    QCOMPARE(held.constLast().at(0).value<std::chrono::hours>(), std::chrono::hours(120 * 24));
    QVERIFY(removed.isEmpty());
    QCOMPARE(numbers(), (QList<qint64>{2, 1}));
    // It was right: the program had not run for so long.
    m_clock.advance(day);
    log->start();
    QTRY_COMPARE(numbers(), QList<qint64>());
    QTRY_COMPARE(held.constLast().at(0).value<std::chrono::hours>(), std::chrono::hours(0));
}

/// A machine without a battery for its clock, which is set once there is a network.
void TestExpiryByClock::keepsWhatCameByAClockThatWasBehind()
{
    const qint64 now = m_clock.utcMillis();
    {
        const auto log = open(unbounded);
        QVERIFY(log);
        QCOMPARE(appendAll(*log, {aged(QStringLiteral("a"), 0), aged(QStringLiteral("b"), 0)}).size(), 2);
        m_clock.setUtcMillis(now + 400 * day);
        QCOMPARE(appendOne(*log, aged(QStringLiteral("c"), 0)).number, 3);
    }
    {
        const auto log = open({30, 0});
        QVERIFY(log);
        QCOMPARE(appendOne(*log, aged(QStringLiteral("d"), 0)).number, 4); // after a sweep
        QCOMPARE(numbers(), (QList<qint64>{4, 3, 2, 1}));
    }
    // They go in their time, and what is known of them with them.
    m_clock.advance(20 * day);
    {
        const auto log = open(unbounded);
        QVERIFY(log);
        QCOMPARE(appendOne(*log, aged(QStringLiteral("e"), 0)).number, 5);
    }
    m_clock.advance(11 * day);
    {
        const auto log = open(unbounded);
        QVERIFY(log);
        QCOMPARE(appendOne(*log, aged(QStringLiteral("f"), 0)).number, 6);
    }
    const auto log = open({30, 0});
    QVERIFY(log);
    QTRY_COMPARE(numbers(), (QList<qint64>{6, 5}));
    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    QTRY_VERIFY(clockShifts(queries->connection()).value_or(QList<ClockShift>{{}}).isEmpty());
}

void TestExpiryByClock::keepsWhatCameByAClockThatWasBehindWhileItRuns()
{
    const auto log = open({30, 0});
    QVERIFY(log);
    QCOMPARE(appendOne(*log, aged(QStringLiteral("a"), 0)).number, 1);
    m_clock.setUtcMillis(m_clock.utcMillis() + 400 * day);
    const auto sweep = [&] {
        log->setRetention({30, 0});
        // The sweep is behind the first of them at the latest.
        return appendOne(*log, aged(QStringLiteral("x"), 0)).number > 0 &&
               appendOne(*log, aged(QStringLiteral("x"), 0)).number > 0;
    };
    QVERIFY(sweep());
    m_clock.advance(day); // and now that is believed
    QVERIFY(sweep());
    QCOMPARE(numbers(), (QList<qint64>{5, 4, 3, 2, 1}));
}

void TestExpiryByClock::keepsWhatCameByAClockThatWasSetBetweenTwoRuns()
{
    m_clock.setBootId("boot");
    {
        const auto log = open({30, 0});
        QVERIFY(log);
        QCOMPARE(appendOne(*log, aged(QStringLiteral("a"), 0)).number, 1);
    }
    m_clock.setUtcMillis(m_clock.utcMillis() + 400 * day);
    {
        const auto log = open({30, 0});
        QVERIFY(log);
        QCOMPARE(appendOne(*log, aged(QStringLiteral("b"), 0)).number, 2);
    }
    m_clock.advance(day);
    {
        const auto log = open({30, 0});
        QVERIFY(log);
        QCOMPARE(appendOne(*log, aged(QStringLiteral("c"), 0)).number, 3); // after a sweep
        QCOMPARE(numbers(), (QList<qint64>{3, 2, 1}));
    }
    m_clock.advance(30 * day); // since then
    const auto log = open({30, 0});
    QVERIFY(log);
    QCOMPARE(appendOne(*log, aged(QStringLiteral("d"), 0)).number, 4);
    m_clock.advance(day);
    log->setRetention({30, 0});
    QTRY_COMPARE(numbers(), (QList<qint64>{4}));
}

void TestExpiryByClock::tellsNothingOfAQuietTime_data()
{
    QTest::addColumn<int>("maxAgeDays");
    QTest::addColumn<int>("lead"); // hours
    QTest::addColumn<bool>("isTold");
    QTest::newRow("a night") << 90 << 16 << false;
    QTest::newRow("weeks") << 90 << 24 * 30 << false;
    QTest::newRow("more than half of what is kept") << 90 << 24 * 50 << true;
    QTest::newRow("a weekend, of the little that is kept") << 1 << 70 << false;
    QTest::newRow("more than a week, of the little that is kept") << 1 << 24 * 8 << true;
}

/// A program that was not there for so long, or to which nothing came: not a clock that is wrong.
void TestExpiryByClock::tellsNothingOfAQuietTime()
{
    QFETCH(const int, maxAgeDays);
    QFETCH(const int, lead);
    QFETCH(const bool, isTold);
    const auto log = open(unbounded);
    QVERIFY(log);
    int told = 0;
    connect(
        log.get(), &EventLog::expiryHeld, this, [&told] { ++told; }, Qt::DirectConnection);
    HeldExpiry held(*log, m_clock, {maxAgeDays, 0});
    constexpr qint64 hour = qint64{60} * 60 * 1000;
    const qint64 now = m_clock.utcMillis();
    held.tell(now - lead * hour, now - (maxAgeDays + 1) * day);
    QCOMPARE(told, isTold ? 1 : 0);
}

QTEST_GUILESS_MAIN(TestExpiryByClock)
#include "test_expirybyclock.moc"
