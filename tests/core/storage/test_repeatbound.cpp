// SPDX-License-Identifier: MIT
#include "core/storage/repeatbound.h"
#include "tests/core/storage/retentionfixture.h"
#include "tests/support/queuedspy.h"

#include <QTest>

#include <algorithm>

using namespace kaunt;
using namespace kaunt::test;

namespace {

constexpr int newestKept = 2;

QList<qint64> upTo(qint64 last)
{
    QList<qint64> numbers;
    for (qint64 number = 1; number <= last; ++number)
        numbers.append(number);
    return numbers;
}

} // namespace

/// One delivery that comes again and again, and a log that does not grow by it.
class TestRepeatBound final : public RetentionFixture {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsTheFirstAndTheNewest_data();
    void keepsTheFirstAndTheNewest();
    void goesOnAfterARestart();
    void keepsWhatComesAtOnce();
    void saysWhichCameTooOften();

private:
    [[nodiscard]] std::unique_ptr<EventLog> openBounded() const;
    /// As numbers(), oldest first.
    [[nodiscard]] QList<qint64> kept() const;
};

void TestRepeatBound::init()
{
    makeAnew();
}

std::unique_ptr<EventLog> TestRepeatBound::openBounded() const
{
    LogOptions options;
    options.maxAttempts = firstAttemptsKept + newestKept;
    return openLog(m_folder->path(), options, m_clock);
}

QList<qint64> TestRepeatBound::kept() const
{
    QList<qint64> sorted = numbers();
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

void TestRepeatBound::keepsTheFirstAndTheNewest_data()
{
    QTest::addColumn<bool>("hasEvent");
    QTest::newRow("of an event") << true;
    QTest::newRow("of what announces nothing") << false;
}

void TestRepeatBound::keepsTheFirstAndTheNewest()
{
    QFETCH(const bool, hasEvent);
    const auto log = openBounded();
    QVERIFY(log);
    QueuedSpy removed(log.get(), &EventLog::removed);
    Delivery delivery = verifiedDelivery(QStringLiteral("a"));
    if (!hasEvent)
        delivery.event.reset();
    for (int i = 1; i <= firstAttemptsKept + newestKept; ++i)
        QCOMPARE(appendOne(*log, delivery).number, i);
    QCOMPARE(kept(), upTo(firstAttemptsKept + newestKept));
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("b"))).number, 13);
    QCOMPARE(appendOne(*log, delivery).number, 14);
    QCOMPARE(appendOne(*log, delivery).number, 15);
    QCOMPARE(kept(), upTo(firstAttemptsKept) + QList<qint64>({13, 14, 15}));
    QTRY_COMPARE(allNumbers(removed), QList<qint64>({11, 12}));
    QTRY_COMPARE(log->statistics().deliveries, 13);
    QCOMPARE(log->statistics().events, hasEvent ? 2 : 1);
}

void TestRepeatBound::goesOnAfterARestart()
{
    const Delivery delivery = verifiedDelivery(QStringLiteral("a"));
    auto log = openBounded();
    QVERIFY(log);
    for (int i = 1; i <= firstAttemptsKept + newestKept; ++i)
        QCOMPARE(appendOne(*log, delivery).number, i);
    log.reset();
    log = openBounded();
    QVERIFY(log);
    const DeliverySummary summary = appendOne(*log, delivery);
    QCOMPARE(summary.attempt, 13);
    QCOMPARE(summary.previousOfEvent, 12);
    QCOMPARE(kept(), upTo(firstAttemptsKept) + QList<qint64>({12, 13}));
}

/// Nothing goes before it was told; the next one makes up for it.
void TestRepeatBound::keepsWhatComesAtOnce()
{
    const auto log = openBounded();
    QVERIFY(log);
    const Delivery delivery = verifiedDelivery(QStringLiteral("a"));
    QCOMPARE(appendAll(*log, QList<Delivery>(40, delivery)).size(), 40);
    QVERIFY(kept().contains(40));
    QCOMPARE(appendOne(*log, delivery).attempt, 41);
    QCOMPARE(kept(), upTo(firstAttemptsKept) + QList<qint64>({40, 41}));
}

void TestRepeatBound::saysWhichCameTooOften()
{
    const auto log = openBounded();
    QVERIFY(log);
    QList<qint64> surplus;
    connect(log.get(), &EventLog::committed, this, [&surplus](const QList<CommittedDelivery>& deliveries) {
        for (const CommittedDelivery& one : deliveries) {
            if (one.isSurplus)
                surplus.append(one.summary.number);
        }
    });
    for (int i = 1; i <= 14; ++i)
        QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("a"))).number, i);
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("b"))).number, 15);
    QTRY_COMPARE(surplus, QList<qint64>({13, 14}));
}

QTEST_GUILESS_MAIN(TestRepeatBound)
#include "test_repeatbound.moc"
