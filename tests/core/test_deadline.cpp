// SPDX-License-Identifier: MIT
#include "core/deadline.h"

#include <QTest>
#include <QTimer>

using namespace kaunt;
using namespace std::chrono_literals;

/// A time that is moved, and may be very far away.
class TestDeadline final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void expiresOnce();
    void isMoved();
    void isLongerThanATimerCanBe();

private:
    /// What was due before this is over by then.
    static void letOthersExpire();
};

void TestDeadline::letOthersExpire()
{
    bool isOver = false;
    QTimer::singleShot(20ms, Qt::PreciseTimer, qApp, [&isOver] { isOver = true; });
    QTRY_VERIFY(isOver);
}

void TestDeadline::expiresOnce()
{
    int expired = 0;
    Deadline deadline([&expired] { ++expired; }, Qt::PreciseTimer);
    deadline.set(0ms);
    QCOMPARE(expired, 0); // from the event loop
    QTRY_COMPARE(expired, 1);
    letOthersExpire();
    QCOMPARE(expired, 1);
}

void TestDeadline::isMoved()
{
    int expired = 0;
    Deadline deadline([&expired] { ++expired; }, Qt::PreciseTimer);
    deadline.set(1h);
    deadline.set(0ms);
    QTRY_COMPARE(expired, 1);
    deadline.set(0ms);
    deadline.set(1h);
    letOthersExpire();
    QCOMPARE(expired, 1);
    deadline.set(0ms);
    deadline.clear();
    letOthersExpire();
    QCOMPARE(expired, 1);
}

/// 2^32 ms are none in an int.
void TestDeadline::isLongerThanATimerCanBe()
{
    int expired = 0;
    Deadline deadline([&expired] { ++expired; }, Qt::PreciseTimer);
    deadline.set(std::chrono::milliseconds(qint64{1} << 32));
    letOthersExpire();
    QCOMPARE(expired, 0);
    QVERIFY(deadline.at() > 0);
}

QTEST_GUILESS_MAIN(TestDeadline)
#include "test_deadline.moc"
