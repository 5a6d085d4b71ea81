// SPDX-License-Identifier: MIT
#include "core/session/silence.h"

#include <QTest>

using namespace kaunt;

using Span = std::optional<std::chrono::milliseconds>;

namespace {

constexpr qint64 minute = 60'000;
constexpr qint64 hour = 60 * minute;

Silence every(qint64 pause, int times)
{
    Silence silence;
    for (int i = 0; i < times; ++i)
        silence.add(1'000'000 * minute + i * pause);
    return silence;
}

} // namespace

/// It is told when deliveries that used to come stay away, and not earlier.
class TestSilence final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatIsUnusual();
    void knowsTooLittle();
    void takesLongPausesAsUsual();
    void countsFromWhenItListens();
};

void TestSilence::tellsWhatIsUnusual()
{
    const Silence silence = every(5 * minute, 20);
    QCOMPARE(silence.unusualAt(silence.last() + hour, 0), Span());
    QCOMPARE(silence.unusualAt(silence.last() + hour + 1, 0), Span(5 * minute));
}

void TestSilence::knowsTooLittle()
{
    const Silence silence = every(minute, Silence::fewest - 1);
    QCOMPARE(silence.unusualAt(silence.last() + 1'000 * hour, 0), Span());
}

void TestSilence::takesLongPausesAsUsual()
{
    Silence silence = every(5 * minute, 20);
    silence.add(silence.last() + 10 * hour); // a night
    silence.add(silence.last() + 5 * minute);
    QCOMPARE(silence.unusualAt(silence.last() + 30 * hour, 0), Span());
    QCOMPARE(silence.unusualAt(silence.last() + 31 * hour, 0), Span(5 * minute));
    for (int i = 0; i < Silence::most; ++i) // and forgotten in the end
        silence.add(silence.last() + 5 * minute);
    QCOMPARE(silence.unusualAt(silence.last() + 2 * hour, 0), Span(5 * minute));
}

void TestSilence::countsFromWhenItListens()
{
    const Silence silence = every(minute, 20);
    const qint64 started = silence.last() + 100 * hour;
    QCOMPARE(silence.unusualAt(started + hour, started), Span());
    QVERIFY(silence.unusualAt(started + 2 * hour, started));
}

QTEST_GUILESS_MAIN(TestSilence)
#include "test_silence.moc"
