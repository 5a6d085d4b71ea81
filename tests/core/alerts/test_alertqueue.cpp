// SPDX-License-Identifier: MIT
#include "core/alerts/alertqueue.h"

#include <QTest>

using namespace kaunt;

class TestAlertQueue final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsOneAtATime();
    void boundsWhatWaits();
    void takesNoneWhileClosed();
    void closingDropsWhatWaits();
    void goesOnWithinTheTelling();

private:
    QList<QByteArray> m_told;

    [[nodiscard]] AlertQueue made()
    {
        m_told.clear();
        return AlertQueue([this](const QByteArray& alert) { m_told.append(alert); });
    }
};

void TestAlertQueue::tellsOneAtATime()
{
    AlertQueue queue = made();
    queue.setOpen(true);
    QVERIFY(queue.add("1"));
    QVERIFY(queue.add("2"));
    QVERIFY(queue.add("3"));
    QCOMPARE(m_told, QList<QByteArray>{"1"});
    queue.takeEnd();
    QCOMPARE(m_told, (QList<QByteArray>{"1", "2"}));
    queue.takeEnd();
    queue.takeEnd();
    QVERIFY(queue.add("4"));
    QCOMPARE(m_told, (QList<QByteArray>{"1", "2", "3", "4"}));
}

void TestAlertQueue::boundsWhatWaits()
{
    AlertQueue queue = made();
    queue.setOpen(true);
    for (qsizetype i = 0; i <= AlertQueue::mostWaiting; ++i)
        QVERIFY(queue.add("{}")); // the first does not wait
    QVERIFY(!queue.add("{}"));
    queue.takeEnd();
    QVERIFY(queue.add("{}"));
    QVERIFY(!queue.add("{}"));
}

void TestAlertQueue::takesNoneWhileClosed()
{
    AlertQueue queue = made();
    for (qsizetype i = 0; i < AlertQueue::mostWaiting + 2; ++i)
        QVERIFY(queue.add("{}"));
    queue.setOpen(true);
    QVERIFY(queue.add("1"));
    QCOMPARE(m_told, QList<QByteArray>{"1"});
}

/// What is on its way goes on, and the next still comes after it.
void TestAlertQueue::closingDropsWhatWaits()
{
    AlertQueue queue = made();
    queue.setOpen(true);
    QVERIFY(queue.add("1"));
    QVERIFY(queue.add("2"));
    queue.setOpen(false);
    queue.setOpen(true);
    QVERIFY(queue.add("3"));
    QCOMPARE(m_told, QList<QByteArray>{"1"});
    queue.takeEnd();
    QCOMPARE(m_told, (QList<QByteArray>{"1", "3"}));
}

void TestAlertQueue::goesOnWithinTheTelling()
{
    QList<QByteArray> told;
    AlertQueue queue([&told, &queue](const QByteArray& alert) {
        told.append(alert);
        queue.takeEnd();
    });
    queue.setOpen(true);
    QVERIFY(queue.add("1"));
    QVERIFY(queue.add("2"));
    QCOMPARE(told, (QList<QByteArray>{"1", "2"}));
}

QTEST_GUILESS_MAIN(TestAlertQueue)
#include "test_alertqueue.moc"
