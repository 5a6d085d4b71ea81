// SPDX-License-Identifier: MIT
#include "core/forward/targethealth.h"

#include <QTest>

using namespace kaunt;

using Finding = TargetHealth::Finding;

class TestTargetHealth final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsOutcomes_data();
    void readsOutcomes();
    void doubtsADeliveryOnlyWhereAnotherIsAnswered();
    void doubtsNoneWhereSeveralFail();
    void doubtsNoneWhileTheTargetIsDown();
    void forgets();
};

namespace {

SendOutcome answered(int status)
{
    SendOutcome outcome;
    outcome.status = status;
    outcome.isConnected = outcome.hasAnswered = true;
    return outcome;
}

SendOutcome unanswered(bool isConnected, bool isTimedOut, bool hasAnswered)
{
    SendOutcome outcome;
    outcome.isConnected = isConnected;
    outcome.isTimedOut = isTimedOut;
    outcome.hasAnswered = hasAnswered;
    return outcome;
}

} // namespace

void TestTargetHealth::readsOutcomes_data()
{
    QTest::addColumn<SendOutcome>("outcome");
    QTest::addColumn<Finding>("finding");
    for (const int status : {200, 204, 301, 401, 404, 429, 500, 501, 505})
        QTest::addRow("%d", status) << answered(status) << Finding::Answered;
    for (const int status : {502, 503, 504})
        QTest::addRow("%d", status) << answered(status) << Finding::IsDown;
    QTest::newRow("nobody listens") << unanswered(false, false, false) << Finding::IsDown;
    QTest::newRow("silence") << unanswered(true, true, false) << Finding::IsDown;
    QTest::newRow("an answer without end") << unanswered(true, true, true) << Finding::IsDown;
    QTest::newRow("closed without a word") << unanswered(true, false, false) << Finding::IsDown;
    QTest::newRow("no HTTP") << unanswered(true, false, true) << Finding::Answered;
}

void TestTargetHealth::readsOutcomes()
{
    QFETCH(const SendOutcome, outcome);
    QTEST(TargetHealth().weigh(1, outcome, false), "finding");
}

void TestTargetHealth::doubtsADeliveryOnlyWhereAnotherIsAnswered()
{
    TargetHealth health;
    QCOMPARE(health.weigh(1, answered(504), false), Finding::IsDown);
    QCOMPARE(health.weigh(1, answered(504), false), Finding::IsDown);
    QCOMPARE(health.weigh(2, answered(500), true), Finding::Answered);
    QCOMPARE(health.weigh(1, answered(504), false), Finding::DeliveryFailed);
    QCOMPARE(health.weigh(1, unanswered(true, true, false), false), Finding::DeliveryFailed);
    QCOMPARE(health.weigh(1, unanswered(false, false, false), false), Finding::IsDown);
    QCOMPARE(health.weigh(1, answered(200), true), Finding::Answered);
}

/// As of a target that comes and goes: nothing is given up for that.
void TestTargetHealth::doubtsNoneWhereSeveralFail()
{
    TargetHealth health;
    for (const qint64 number : {1, 2})
        QCOMPARE(health.weigh(number, answered(502), false), Finding::IsDown);
    QCOMPARE(health.weigh(3, answered(200), true), Finding::Answered);
    QCOMPARE(health.weigh(1, answered(502), false), Finding::DeliveryFailed);
    QCOMPARE(health.weigh(2, answered(502), false), Finding::IsDown);
    QCOMPARE(health.weigh(4, answered(200), true), Finding::Answered);
    QCOMPARE(health.weigh(2, answered(502), false), Finding::DeliveryFailed);
}

void TestTargetHealth::doubtsNoneWhileTheTargetIsDown()
{
    TargetHealth health;
    QCOMPARE(health.weigh(1, answered(503), false), Finding::IsDown);
    QCOMPARE(health.weigh(2, answered(200), true), Finding::Answered);
    QCOMPARE(health.weigh(3, answered(503), false), Finding::IsDown);
    QCOMPARE(health.weigh(1, answered(503), true), Finding::IsDown);
}

void TestTargetHealth::forgets()
{
    TargetHealth health;
    for (const qint64 number : {1, 2})
        QCOMPARE(health.weigh(number, answered(504), false), Finding::IsDown);
    QCOMPARE(health.weigh(3, answered(200), true), Finding::Answered);
    QCOMPARE(health.weigh(1, answered(504), false), Finding::DeliveryFailed);
    health.forget(1);
    QCOMPARE(health.weigh(2, answered(504), false), Finding::DeliveryFailed);
    health.reset();
    QCOMPARE(health.weigh(2, answered(504), false), Finding::IsDown);
}

QTEST_GUILESS_MAIN(TestTargetHealth)
#include "test_targethealth.moc"
