// SPDX-License-Identifier: MIT
#include "core/forward/forwardqueue.h"

#include <QTest>

using namespace kaunt;

/// The order in which a target gets what is held for it.
class TestForwardQueue final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goesByNumber();
    void triesAnotherEachTimeWhileDown();
    void keepsAnEventInOrder();
    void forgetsWhatIsRemoved();
    void hasRoomBesideThoseThatRest();
};

namespace {

using Numbers = std::vector<qint64>;

ForwardQueue threeDeliveries()
{
    ForwardQueue queue;
    queue.add(4, "a");
    queue.add(7, "a");
    queue.add(9, {});
    return queue;
}

} // namespace

void TestForwardQueue::goesByNumber()
{
    ForwardQueue queue = threeDeliveries();
    queue.markSending(*queue.find(4));
    QCOMPARE(queue.inTurn(false), Numbers({4, 7, 9}));
    QCOMPARE(queue.notSending(), Numbers({7, 9}));
    QCOMPARE(queue.firstNumber(), 4);
}

void TestForwardQueue::triesAnotherEachTimeWhileDown()
{
    ForwardQueue queue = threeDeliveries();
    queue.markSending(*queue.find(4));
    queue.markSending(*queue.find(9));
    QCOMPARE(queue.inTurn(true), Numbers({7, 4, 9}));
    queue.markSending(*queue.find(7));
    QCOMPARE(queue.inTurn(true), Numbers({4, 9, 7}));
}

void TestForwardQueue::keepsAnEventInOrder()
{
    ForwardQueue queue = threeDeliveries();
    QVERIFY(queue.mayStart(*queue.find(4)));
    QVERIFY(!queue.mayStart(*queue.find(7)));
    queue.find(4)->state = ForwardQueue::Item::Resting;
    QVERIFY(!queue.mayStart(*queue.find(4)));
    QVERIFY(!queue.mayStart(*queue.find(7)));
    queue.add(10, "a");
    queue.remove(7); // which is not wanted any more
    QVERIFY(!queue.mayStart(*queue.find(10)));
    queue.remove(4);
    QVERIFY(queue.mayStart(*queue.find(10)));
}

void TestForwardQueue::forgetsWhatIsRemoved()
{
    ForwardQueue queue = threeDeliveries();
    queue.remove(4);
    queue.remove(5);
    QCOMPARE(queue.find(4), nullptr);
    QCOMPARE(queue.notSending(), Numbers({7, 9}));
    QCOMPARE(queue.firstNumber(), 7);
    queue.remove(7);
    queue.remove(9);
    QVERIFY(queue.isEmpty());
}

void TestForwardQueue::hasRoomBesideThoseThatRest()
{
    ForwardQueue queue;
    QCOMPARE(queue.room(), 64);
    queue.add(1, "a");
    for (int number = 2; number <= 64; ++number)
        queue.add(number, {});
    QCOMPARE(queue.room(), 0);
    queue.markSending(*queue.find(1));
    QCOMPARE(queue.room(), 0);
    queue.find(1)->state = ForwardQueue::Item::Resting;
    QCOMPARE(queue.room(), 1);
    queue.add(65, "a");
    QCOMPARE(queue.room(), 1); // it follows one that rests
    queue.remove(1);
    QCOMPARE(queue.room(), 0);

    for (qint64 number = 66; number < 2 + 4'096; ++number) // with those that are there: from 2 on
        queue.add(number, {});
    for (const qint64 held : queue.notSending())
        queue.find(held)->state = ForwardQueue::Item::Resting;
    QCOMPARE(queue.room(), 0);
}

QTEST_APPLESS_MAIN(TestForwardQueue)

#include "test_forwardqueue.moc"
