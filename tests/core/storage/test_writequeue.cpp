// SPDX-License-Identifier: MIT
#include "core/storage/writequeue.h"

#include <QTest>

using namespace kaunt;

/// What may wait; nobody takes it but the test.
class TestWriteQueue final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void boundsTheDeliveries();
    void boundsTheirBodies();
    void takesALargeOneAlone();
};

namespace {

constexpr qint64 mostBytes = 10;

Delivery ofSize(qsizetype bytes)
{
    Delivery delivery;
    delivery.body = QByteArray(bytes, 'x');
    return delivery;
}

} // namespace

void TestWriteQueue::boundsTheDeliveries()
{
    int wakes = 0;
    WriteQueue queue({2, mostBytes}, [&wakes] { ++wakes; });
    QVERIFY(queue.push(ofSize(0), 0));
    QVERIFY(queue.push(ofSize(0), 0));
    QCOMPARE(queue.push(ofSize(0), 0).error(), LogError::Code::QueueFull);
    QCOMPARE(wakes, 1);
    QCOMPARE(queue.take(1).deliveries.size(), size_t{1});
    QVERIFY(queue.push(ofSize(0), 0));
    queue.close();
    QCOMPARE(queue.push(ofSize(0), 0).error(), LogError::Code::Closing);
}

void TestWriteQueue::boundsTheirBodies()
{
    WriteQueue queue({100, mostBytes}, [] {});
    QVERIFY(queue.push(ofSize(mostBytes - 1), 0));
    QCOMPARE(queue.push(ofSize(2), 0).error(), LogError::Code::QueueFull);
    QVERIFY(queue.push(ofSize(1), 0));
    QCOMPARE(queue.take(1).deliveries.size(), size_t{1}); // which leaves the other
    QVERIFY(queue.push(ofSize(mostBytes - 1), 0));
    QCOMPARE(queue.push(ofSize(1), 0).error(), LogError::Code::QueueFull);
    QCOMPARE(queue.take(100).deliveries.size(), size_t{2});
    QVERIFY(queue.push(ofSize(1), 0));
    QVERIFY(queue.push(ofSize(mostBytes - 1), 0));
    QCOMPARE(queue.push(ofSize(1), 0).error(), LogError::Code::QueueFull);
}

/// One that may be received can be stored, whatever its size.
void TestWriteQueue::takesALargeOneAlone()
{
    WriteQueue queue({100, mostBytes}, [] {});
    QVERIFY(queue.push(ofSize(mostBytes + 1), 0));
    QCOMPARE(queue.push(ofSize(1), 0).error(), LogError::Code::QueueFull);
    QCOMPARE(queue.push(ofSize(mostBytes + 1), 0).error(), LogError::Code::QueueFull);
    QCOMPARE(queue.take(100).deliveries.size(), size_t{1});
    QVERIFY(queue.push(ofSize(mostBytes + 1), 0));
}

QTEST_GUILESS_MAIN(TestWriteQueue)
#include "test_writequeue.moc"
