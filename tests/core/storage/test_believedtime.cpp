// SPDX-License-Identifier: MIT
#include "core/storage/believedtime.h"
#include "tests/support/manualclock.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// A wall clock that jumps is followed backwards at once, forwards by more than an hour after a day.
class TestBelievedTime final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void followsAClockThatGoesWell();
    void followsASmallCorrection();
    void waitsADayForALead();
    void forgetsALeadThatWasPutRight();
    void believesTheLeastLeadOfADay();
    void followsAClockThatGoesBack();
    void goesByWhatIsKnownForADay();
    void isNeverAheadOfTheClock();

private:
    static constexpr qint64 minute = 60'000;
    static constexpr qint64 hour = 60 * minute;
    static constexpr qint64 day = 24 * hour;

    /// As a sweep does, once in a while for so long.
    static void pass(ManualClock& clock, BelievedTime& time, qint64 millis)
    {
        for (; millis > 0; millis -= hour) {
            clock.advance(std::min(millis, hour));
            (void)time.utcMillis();
        }
    }
};

void TestBelievedTime::followsAClockThatGoesWell()
{
    ManualClock clock;
    BelievedTime time(clock);
    QCOMPARE(time.utcMillis(), clock.utcMillis());
    clock.advance(90 * day);
    QCOMPARE(time.utcMillis(), clock.utcMillis());
}

void TestBelievedTime::followsASmallCorrection()
{
    ManualClock clock;
    BelievedTime time(clock);
    clock.setUtcMillis(clock.utcMillis() + hour);
    QCOMPARE(time.utcMillis(), clock.utcMillis());
    // Many of them are no small one.
    clock.setUtcMillis(clock.utcMillis() + hour);
    QCOMPARE(time.utcMillis(), clock.utcMillis() - 2 * hour);
}

void TestBelievedTime::waitsADayForALead()
{
    ManualClock clock;
    BelievedTime time(clock);
    const qint64 start = clock.utcMillis();
    clock.setUtcMillis(start + 400 * day);
    QCOMPARE(time.utcMillis(), start);
    pass(clock, time, day - minute);
    QCOMPARE(time.utcMillis(), start + day - minute);
    clock.advance(minute);
    QCOMPARE(time.utcMillis(), clock.utcMillis());
}

void TestBelievedTime::forgetsALeadThatWasPutRight()
{
    ManualClock clock;
    BelievedTime time(clock);
    const qint64 start = clock.utcMillis();
    clock.setUtcMillis(start + 400 * day);
    pass(clock, time, 23 * hour);
    clock.setUtcMillis(start + 23 * hour);
    QCOMPARE(time.utcMillis(), clock.utcMillis());
    clock.setUtcMillis(start + 400 * day);
    pass(clock, time, 23 * hour);
    QCOMPARE(time.utcMillis(), start + 46 * hour);
}

/// A machine that is halted every night is one whose clock leads by more and more.
void TestBelievedTime::believesTheLeastLeadOfADay()
{
    ManualClock clock;
    BelievedTime time(clock);
    for (int night = 0; night < 30; ++night) {
        clock.setUtcMillis(clock.utcMillis() + 8 * hour);
        pass(clock, time, 16 * hour);
    }
    const qint64 behind = clock.utcMillis() - time.utcMillis();
    QVERIFY2(behind >= 0 && behind <= 3 * day, qPrintable(QString::number(behind)));
}

void TestBelievedTime::followsAClockThatGoesBack()
{
    ManualClock clock;
    BelievedTime time(clock);
    clock.setUtcMillis(clock.utcMillis() - 30 * day);
    QCOMPARE(time.utcMillis(), clock.utcMillis());
}

/// A clock that is wrong from the start looks as a program does that has not run for long.
void TestBelievedTime::goesByWhatIsKnownForADay()
{
    ManualClock clock;
    BelievedTime time(clock);
    time.startFrom(clock.utcMillis() - 120 * day);
    QCOMPARE(time.utcMillis(), clock.utcMillis() - 120 * day);
    pass(clock, time, 23 * hour);
    QCOMPARE(time.utcMillis(), clock.utcMillis() - 120 * day);
    pass(clock, time, hour);
    QCOMPARE(time.utcMillis(), clock.utcMillis());
}

void TestBelievedTime::isNeverAheadOfTheClock()
{
    ManualClock clock;
    BelievedTime time(clock);
    time.startFrom(clock.utcMillis() + 120 * day);
    QCOMPARE(time.utcMillis(), clock.utcMillis());
}

QTEST_GUILESS_MAIN(TestBelievedTime)
#include "test_believedtime.moc"
