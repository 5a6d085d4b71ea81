// SPDX-License-Identifier: MIT
#include "core/api/retrydelay.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace kaunt;
using std::chrono::milliseconds;

Q_DECLARE_METATYPE(std::optional<std::chrono::milliseconds>)

namespace {

constexpr qint64 now = 1'769'864'531'000; // Sat, 31 Jan 2026 13:02:11 GMT

}

/// When another attempt is made, and when none is.
class TestRetryDelay final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsPassingStatuses();
    void growsWithJitter_data();
    void growsWithJitter();
    void growsLimits();
    void readsRetryAfter_data();
    void readsRetryAfter();
    void takesTheirClock();
};

void TestRetryDelay::knowsPassingStatuses()
{
    QList<int> passing;
    for (int status = 0; status < 700; ++status) {
        if (isStatusWorthRetry(status))
            passing.append(status);
    }
    QCOMPARE(passing.size(), 1 + 100 - 2);
    QCOMPARE(passing.constFirst(), 429);
    QCOMPARE(passing.at(1), 500);
    QVERIFY(!passing.contains(501));
    QVERIFY(!passing.contains(505));
    QCOMPARE(passing.constLast(), 599);
}

void TestRetryDelay::growsWithJitter_data()
{
    QTest::addColumn<int>("attempt");
    QTest::addColumn<qint64>("ceiling");
    QTest::newRow("first") << 1 << qint64{100};
    QTest::newRow("second") << 2 << qint64{200};
    QTest::newRow("fourth") << 4 << qint64{800};
    QTest::newRow("no attempt") << 0 << qint64{100};
    QTest::newRow("thousandth") << 1000 << qint64{102'400};
}

void TestRetryDelay::growsWithJitter()
{
    QFETCH(const int, attempt);
    QFETCH(const qint64, ceiling);
    QRandomGenerator random(1);
    QList<qint64> waits;
    for (int i = 0; i < 2000; ++i)
        waits.append(backoffDelay(milliseconds(100), attempt, random).count());
    const auto [least, most] = std::minmax_element(waits.cbegin(), waits.cend());
    QVERIFY(*least >= 0);
    QVERIFY(*least < ceiling / 10);
    QVERIFY(*most <= ceiling);
    QVERIFY(*most > ceiling * 9 / 10);
}

void TestRetryDelay::growsLimits()
{
    const milliseconds longest(1000);
    QCOMPARE(growingLimit(milliseconds(100), 1, longest).count(), 100);
    QCOMPARE(growingLimit(milliseconds(100), 2, longest).count(), 200);
    QCOMPARE(growingLimit(milliseconds(100), 4, longest).count(), 800);
    QCOMPARE(growingLimit(milliseconds(100), 5, longest).count(), 1000);
    QCOMPARE(growingLimit(milliseconds(2000), 1, longest).count(), 1000);
    QCOMPARE(growingLimit(milliseconds(100), 0, longest).count(), 100);
}

void TestRetryDelay::readsRetryAfter_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<std::optional<milliseconds>>("wait");
    const auto row = [](const char* value, std::optional<milliseconds> wait) {
        QTest::newRow(value) << QByteArray(value) << wait;
    };
    row("0", milliseconds(0));
    row("120", milliseconds(120'000));
    row("-1", std::nullopt);
    row("+1", std::nullopt);
    row("864000", milliseconds(864'000'000));
    row("99999999999999999999", longestRetryAfter);
    row("99999999", longestRetryAfter);
    row("Sat, 31 Jan 2026 13:02:41 GMT", milliseconds(30'000));
    row("Sat, 31 Jan 2026 13:02:11 GMT", milliseconds(0));
    row("Fri, 30 Jan 2026 13:02:11 GMT", milliseconds(0));
    row("Saturday, 31-Jan-26 13:02:41 GMT", milliseconds(30'000));
    row("Sunday, 31-Jan-99 13:02:41 GMT", milliseconds(0)); // of 1999, which is nearer than 2099
    row("Sat Jan 31 13:02:41 2026", milliseconds(30'000));
    row("Fri Jan  2 13:02:41 2026", milliseconds(0));
    row("Mon, 02 Feb 2026 13:02:11 GMT", milliseconds(172'800'000));
    row("Sun, 31 Jan 2027 13:02:11 GMT", longestRetryAfter);
    row("Mon, 29 Mar 2027 02:30:00 GMT", longestRetryAfter);
    row("", std::nullopt);
    row("soon", std::nullopt);
    row("1.5", std::nullopt);
    row("Sat, 31 Jan 2026", std::nullopt);
    row("Sat, 31 Jan 2026 25:02:41 GMT", std::nullopt);
    row("Sat, 32 Jan 2026 13:02:41 GMT", std::nullopt);
    row("2026-01-31T13:02:41Z", std::nullopt);
}

void TestRetryDelay::readsRetryAfter()
{
    QFETCH(const QByteArray, value);
    QFETCH(const std::optional<milliseconds>, wait);
    QVERIFY(retryAfterDelay(value, {}, now) == wait);
}

/// Where both of a peer's times are at hand, ours is no part of it.
void TestRetryDelay::takesTheirClock()
{
    const QByteArray until = "Sat, 31 Jan 2026 10:02:41 GMT";
    QVERIFY(retryAfterDelay(until, "Sat, 31 Jan 2026 10:02:11 GMT", now) == milliseconds(30'000));
    QVERIFY(retryAfterDelay(until, "Sat, 31 Jan 2026 10:03:11 GMT", now) == milliseconds(0));
    QVERIFY(retryAfterDelay(until, "today", now) == milliseconds(0));
    QVERIFY(retryAfterDelay("7", "Sat, 31 Jan 2026 10:03:11 GMT", now) == milliseconds(7'000));
    // An hour that Copenhagen skips.
    QVERIFY(httpDate("Sun, 29 Mar 2026 02:30:00 GMT", now) == qint64{1'774'751'400'000});
}

QTEST_GUILESS_MAIN(TestRetryDelay)
#include "test_retrydelay.moc"
