// SPDX-License-Identifier: MIT
#include "core/forward/forwardpace.h"
#include "tests/support/manualclock.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

class TestForwardPace final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void doesNotHoldBackWhileFewArrive();
    void spacesThemWhileManyArrive();
    void endsWhenFewerArrive();

private:
    static constexpr qint64 second = 1'000;
};

void TestForwardPace::doesNotHoldBackWhileFewArrive()
{
    ManualClock clock;
    ForwardPace pace(clock);
    QVERIFY(pace.isDue());
    pace.observe(1'000'000); // of which it can't be known when they came
    QVERIFY(!pace.isDue());
    QCOMPARE(pace.take().count(), 0);
    QCOMPARE(pace.take().count(), 0);
    clock.advance(second + 1);
    QVERIFY(pace.isDue());
    pace.observe(1'000'000 + ForwardPace::manyPerSecond);
    QCOMPARE(pace.take().count(), 0);
    QCOMPARE(pace.take().count(), 0);
}

void TestForwardPace::spacesThemWhileManyArrive()
{
    ManualClock clock;
    ForwardPace pace(clock);
    pace.observe(10);
    clock.advance(2 * second);
    pace.observe(10 + 3 * ForwardPace::manyPerSecond);
    QCOMPARE(pace.take().count(), 0);
    QCOMPARE(pace.take(), ForwardPace::pauseMeanwhile);
    clock.advance(4);
    QCOMPARE(pace.take(), ForwardPace::pauseMeanwhile - std::chrono::milliseconds(4));
    clock.advance(ForwardPace::pauseMeanwhile.count() - 4);
    QCOMPARE(pace.take().count(), 0);
    QCOMPARE(pace.take(), ForwardPace::pauseMeanwhile);
}

void TestForwardPace::endsWhenFewerArrive()
{
    ManualClock clock;
    ForwardPace pace(clock);
    pace.observe(0);
    clock.advance(second);
    pace.observe(10 * ForwardPace::manyPerSecond);
    QCOMPARE(pace.take().count(), 0);
    QVERIFY(pace.take().count() > 0);
    clock.advance(second);
    QVERIFY(pace.isDue());
    pace.observe(10 * ForwardPace::manyPerSecond + 1);
    QCOMPARE(pace.take().count(), 0);
    QCOMPARE(pace.take().count(), 0);
}

QTEST_APPLESS_MAIN(TestForwardPace)
#include "test_forwardpace.moc"
