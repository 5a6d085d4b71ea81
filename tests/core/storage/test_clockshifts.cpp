// SPDX-License-Identifier: MIT
#include "core/storage/clockshifts.h"
#include "core/storage/logdatabase.h"
#include "tests/core/storage/logfixture.h"
#include "tests/support/manualclock.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// A wall clock that is set while the program runs is noticed, for what was stored before.
class TestClockShifts final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_clock.setBootId({}); }
    void noticesAClockThatIsSet();
    void noticesAClockThatWasSetBetweenTwoRuns();
    void takesWhatCameBeforeThisProgramForNew();
    void leavesSmallStepsAlone();
    void needsADeliveryThatCameBefore();
    void addsThemUpForEachDelivery();

private:
    static constexpr qint64 hour = qint64{60} * 60 * 1'000;
    static constexpr qint64 day = 24 * hour;

    static std::optional<ClockShift> shiftOf(const std::optional<ClockShifts::Notice>& notice)
    {
        return notice ? notice->shift : std::nullopt;
    }
    void set(qint64 millis) { m_clock.setUtcMillis(m_clock.utcMillis() + millis); }

    ManualClock m_clock;
};

void TestClockShifts::noticesAClockThatIsSet()
{
    ClockShifts shifts(m_clock, 3);
    m_clock.advance(90 * day);
    QVERIFY(!shifts.look(5));
    set(2 * day);
    const ClockShift forward{4, 5, 2 * day};
    for (int again = 0; again < 2; ++again)
        QVERIFY(shiftOf(shifts.look(5)) == forward);
    shifts.take(*shifts.look(5));
    QVERIFY(!shifts.look(6));
    set(-2 * day);
    QVERIFY(shiftOf(shifts.look(6)) == (ClockShift{4, 6, -2 * day}));
}

void TestClockShifts::noticesAClockThatWasSetBetweenTwoRuns()
{
    m_clock.setBootId("one");
    ClockShifts first(m_clock, 0);
    const auto begun = first.look(2);
    QVERIFY(begun && !begun->shift);
    first.take(*begun);
    QVERIFY(!first.look(2));
    m_clock.advance(3 * day);
    set(2 * day);
    ClockShifts second(m_clock, 2, m_clock.utcMillis(), begun->basis);
    const auto set = second.look(2);
    QVERIFY(shiftOf(set) == (ClockShift{1, 2, 2 * day}));
    second.take(*set);
    QVERIFY(!second.look(3));
    QVERIFY(!ClockShifts(m_clock, 3, m_clock.utcMillis(), set->basis).look(3));
    // Another start of the machine tells nothing of what was before.
    m_clock.setBootId("two");
    m_clock.setUtcMillis(m_clock.utcMillis() + 9 * day);
    const auto anew = ClockShifts(m_clock, 3, m_clock.utcMillis(), set->basis).look(3);
    QVERIFY(anew && !anew->shift);
    QCOMPARE(anew->basis.first, 4);
}

/// The machine was started anew before its clock was set.
void TestClockShifts::takesWhatCameBeforeThisProgramForNew()
{
    constexpr qint64 longAgo = 795'000'000'000; // 1995
    m_clock.setBootId("two");
    ClockShifts shifts(m_clock, 5, longAgo, ClockBasis{"one", 0, 3});
    QVERIFY(shiftOf(shifts.look(5)) == (ClockShift{3, 5, m_clock.utcMillis() - longAgo}));
}

void TestClockShifts::leavesSmallStepsAlone()
{
    ClockShifts shifts(m_clock, 0);
    for (int night = 0; night < 30; ++night) {
        set(8 * hour);
        QVERIFY(!shifts.look(1));
    }
}

void TestClockShifts::needsADeliveryThatCameBefore()
{
    ClockShifts shifts(m_clock, 3);
    set(2 * day);
    QVERIFY(!shifts.look(3));
    QVERIFY(!shifts.look(4)); // it came later
}

void TestClockShifts::addsThemUpForEachDelivery()
{
    const QTemporaryDir folder;
    const auto log = openLog(folder.path(), {}, m_clock);
    QVERIFY(log);
    const auto database = LogDatabase::open(log->path(), LogDatabase::Access::Write);
    QVERIFY(database);
    for (const ClockShift& shift : {ClockShift{2, 3, 2 * day}, ClockShift{2, 3, hour}, ClockShift{2, 5, -day}})
        QVERIFY(recordClockShift(**database, shift));
    const QList<qint64> expected{0, 0, day + hour, day + hour, 0, 0, 0}; // by number; none is taken for older
    for (int number = 0; number < expected.size(); ++number)
        QCOMPARE(clockShiftOf(**database, number).value_or(-1), expected.at(number));
    QCOMPARE(clockShifts(**database)->size(), 2);
}

QTEST_GUILESS_MAIN(TestClockShifts)
#include "test_clockshifts.moc"
