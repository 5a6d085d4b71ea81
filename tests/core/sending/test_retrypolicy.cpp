// SPDX-License-Identifier: MIT
#include "core/sending/deliverysender.h"

#include <QTest>

using namespace kaunt;
using namespace std::chrono_literals;

/// How long a RetryPolicy waits, and when it gives up.
class TestRetryPolicy final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void waitsLongerEachTime();
    void spreadsWaits();
    void givesUpInTime();
    void isNeverSentWithoutPause_data();
    void isNeverSentWithoutPause();
};

void TestRetryPolicy::waitsLongerEachTime()
{
    const RetryPolicy policy{.base = 1s, .factor = 2.0, .jitter = 0.0};
    QVERIFY(waitBeforeRetry(policy, 1, 0ms, 0.5) == 1s);
    QVERIFY(waitBeforeRetry(policy, 2, 0ms, 0.5) == 2s);
    QVERIFY(waitBeforeRetry(policy, 5, 0ms, 0.5) == 16s);
}

void TestRetryPolicy::spreadsWaits()
{
    const RetryPolicy policy{.base = 1s, .factor = 2.0, .jitter = 0.2};
    QVERIFY(waitBeforeRetry(policy, 1, 0ms, 0.0) == 800ms);
    QVERIFY(waitBeforeRetry(policy, 1, 0ms, 0.5) == 1s);
    QVERIFY(waitBeforeRetry(policy, 2, 0ms, 1.0) == 2'400ms);
}

void TestRetryPolicy::givesUpInTime()
{
    const RetryPolicy day{.jitter = 0.0};
    QVERIFY(waitBeforeRetry(day, 1, 24h - 1s, 0.5).has_value());
    QVERIFY(!waitBeforeRetry(day, 1, 24h, 0.5).has_value());
    QVERIFY(!waitBeforeRetry(day, 10'000, 0ms, 0.5).has_value());
    const RetryPolicy three{.maxAttempts = 3};
    QVERIFY(waitBeforeRetry(three, 2, 0ms, 0.5).has_value());
    QVERIFY(!waitBeforeRetry(three, 3, 0ms, 0.5).has_value());
}

void TestRetryPolicy::isNeverSentWithoutPause_data()
{
    QTest::addColumn<double>("lapse");
    for (const double lapse : {1.0, 1'000.0, 1'001.0, 2'000.0, 10'000.0, 1e9})
        QTest::addRow("%g", lapse) << lapse;
}

/// However much faster, there are as many attempts as in Kaunt's own time.
void TestRetryPolicy::isNeverSentWithoutPause()
{
    QFETCH(const double, lapse);
    const RetryPolicy policy = fasterBy(lapse, RetryPolicy{});
    std::chrono::milliseconds sinceFirst{0};
    int attempts = 1;
    constexpr int many = 1'000;
    while (attempts < many) {
        const auto wait = waitBeforeRetry(policy, attempts, sinceFirst, 0.5);
        if (!wait)
            break;
        QVERIFY(*wait >= 1ms);
        sinceFirst += *wait;
        ++attempts;
    }
    QVERIFY2(attempts <= 20, qPrintable(QString::number(attempts)));
}

QTEST_GUILESS_MAIN(TestRetryPolicy)
#include "test_retrypolicy.moc"
