// SPDX-License-Identifier: MIT
#include "core/webhook/retryforecast.h"

#include <QTest>

using namespace kaunt;

namespace {

constexpr qint64 start = 1'769'864'531'123;
constexpr qint64 second = 1'000;
constexpr qint64 day = 86'400 * second;

/// Arrivals with these waits between them.
QList<qint64> arrivals(const QList<qint64>& waits)
{
    QList<qint64> times{start};
    for (const qint64 wait : waits)
        times.append(times.constLast() + wait);
    return times;
}

} // namespace

/// What the attempts so far say of the next one, and what they don't.
class TestRetryForecast final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fitsBackoff_data();
    void fitsBackoff();
    void oneWaitTellsTheEarliest();
    void claimsNothingWithoutALaw_data();
    void claimsNothingWithoutALaw();
    void endsAfterADay();
    void whatIsSentAtOnceIsNoWait();
};

void TestRetryForecast::fitsBackoff_data()
{
    QTest::addColumn<QList<qint64>>("waits");
    QTest::addColumn<double>("factor");
    QTest::addColumn<qint64>("wait"); // the next
    QTest::addColumn<double>("within");
    QTest::newRow("doubles") << QList<qint64>{10 * second, 20 * second, 40 * second} << 2.0 << 80 * second << 0.001;
    QTest::newRow("triples") << QList<qint64>{5 * second, 15 * second, 45 * second, 135 * second} << 3.0 << 405 * second
                             << 0.001;
    QTest::newRow("grows slowly") << QList<qint64>{60 * second, 90 * second} << 1.5 << 135 * second << 0.001;
    QTest::newRow("does not grow") << QList<qint64>{30 * second, 30 * second, 30 * second} << 1.0 << 30 * second
                                   << 0.001;
    QTest::newRow("with jitter") << QList<qint64>{9 * second, 23 * second, 37 * second, 85 * second} << 2.0
                                 << 160 * second << 0.15;
}

void TestRetryForecast::fitsBackoff()
{
    QFETCH(const QList<qint64>, waits);
    QFETCH(const double, factor);
    QFETCH(const qint64, wait);
    QFETCH(const double, within);
    const QList<qint64> attempts = arrivals(waits);
    const RetryForecast forecast = forecastRetry(attempts);
    QVERIFY(forecast.factor);
    QVERIFY2(std::abs(*forecast.factor / factor - 1) < within, qPrintable(QString::number(*forecast.factor)));
    const double told = static_cast<double>(forecast.next - attempts.constLast());
    QVERIFY2(std::abs(told / static_cast<double>(wait) - 1) < within, qPrintable(QString::number(told)));
    QVERIFY(!forecast.isEarliest);
    QCOMPARE(forecast.givesUp, start + day);
}

void TestRetryForecast::oneWaitTellsTheEarliest()
{
    const RetryForecast forecast = forecastRetry(arrivals({30 * second}));
    QVERIFY(!forecast.factor);
    QVERIFY(forecast.isEarliest);
    QCOMPARE(forecast.next, start + 60 * second);
}

void TestRetryForecast::claimsNothingWithoutALaw_data()
{
    QTest::addColumn<QList<qint64>>("attempts");
    QTest::addColumn<qint64>("givesUp");
    QTest::newRow("none") << QList<qint64>{} << qint64{0};
    QTest::newRow("one") << arrivals({}) << start + day;
    QTest::newRow("one is missing") << arrivals({10 * second, 20 * second, 400 * second, 90 * second}) << start + day;
    QTest::newRow("waits become shorter") << arrivals({400 * second, 100 * second, 25 * second}) << start + day;
}

void TestRetryForecast::claimsNothingWithoutALaw()
{
    QFETCH(const QList<qint64>, attempts);
    QFETCH(const qint64, givesUp);
    const RetryForecast forecast = forecastRetry(attempts);
    QVERIFY(!forecast.factor);
    QCOMPARE(forecast.next, 0);
    QCOMPARE(forecast.givesUp, givesUp);
}

void TestRetryForecast::endsAfterADay()
{
    const RetryForecast forecast = forecastRetry(arrivals({day / 8, day / 4, day / 2}));
    QVERIFY(forecast.factor);
    QCOMPARE(forecast.next, 0);
    const qint64 last = start + day / 8 + day / 4 + day / 2;
    QVERIFY2(std::abs(forecast.afterEnd - last - day) < 5 * second, qPrintable(QString::number(forecast.afterEnd)));
    const RetryForecast single = forecastRetry(arrivals({day * 2 / 3}));
    QVERIFY(single.isEarliest);
    QCOMPARE(single.next, 0);
    QCOMPARE(single.afterEnd, start + day * 4 / 3);
}

/// As a sender with a fault does, or one that sends on two ways.
void TestRetryForecast::whatIsSentAtOnceIsNoWait()
{
    const RetryForecast same = forecastRetry({start, start, start, start + 999});
    QCOMPARE(same.waits, 0);
    QCOMPARE(same.next, 0);
    QCOMPARE(same.afterEnd, 0);
    const RetryForecast twice = forecastRetry(
        {start, start + 1, start + 10 * second, start + 10 * second + 1, start + 30 * second, start + 30 * second + 1});
    QCOMPARE(twice.waits, 2);
    QVERIFY(twice.factor);
    QVERIFY2(std::abs(*twice.factor - 2.0) < 0.001, qPrintable(QString::number(*twice.factor)));
}

QTEST_GUILESS_MAIN(TestRetryForecast)
#include "test_retryforecast.moc"
