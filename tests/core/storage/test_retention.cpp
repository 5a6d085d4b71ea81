// SPDX-License-Identifier: MIT
#include "tests/core/storage/retentionfixture.h"
#include "tests/support/queuedspy.h"

#include <QFileInfo>
#include <QTest>

#include <algorithm>

using namespace kaunt;
using namespace kaunt::test;

/// What goes, what stays, and in which order.
class TestRetention final : public RetentionFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { makeAnew(); }
    void removesByAgeWhenOpened();
    void removesByAgeWhenSet();
    void keepsWhatIsNoOlderThanAllowed();
    void keepsEverythingWithoutABound();
    void forgetsAnEventWithItsLastDelivery();
    void removesRefusedFirstBySize();
    void removesWhatIsAnnotatedLastBySize();
    void annotatedPushesOutNoMoreThanHalf();
    void removesRepeatsBeforeOthersBySize();
    void leavesATenthOfAir();
    void shrinksTheFile();
    void goesOnWhileDeliveriesArrive();
    void keepsTheNewestWhateverItsSize();
};

void TestRetention::removesByAgeWhenOpened()
{
    {
        const auto log = open(unbounded);
        QVERIFY(log);
        QCOMPARE(appendAll(*log, {aged(QStringLiteral("a"), 20), aged(QStringLiteral("b"), 11),
                                  aged(QStringLiteral("c"), 9), aged(QStringLiteral("d"), 0)})
                     .size(),
                 4);
    }
    const auto log = open({10, 0});
    QVERIFY(log);
    QTRY_COMPARE(log->statistics().deliveries, 2);
    QCOMPARE(log->statistics().events, 2);
    QCOMPARE(numbers(), QList<qint64>({4, 3}));
}

void TestRetention::removesByAgeWhenSet()
{
    const auto log = open(unbounded);
    QVERIFY(log);
    QList<Delivery> deliveries;
    for (int i = 0; i < 1000; ++i)
        deliveries.append(aged(QString::number(i), i < 900 ? 31 : 1));
    QCOMPARE(appendAll(*log, deliveries).size(), 1000);
    QueuedSpy removed(log.get(), &EventLog::removed);
    log->setRetention({30, 0});
    QTRY_COMPARE(log->statistics().deliveries, 100);
    QTRY_COMPARE(allNumbers(removed).size(), 900);
    QVERIFY(removed.size() > 1);
    QCOMPARE(numbers().constLast(), 901);
}

/// To the millisecond; and with it what came after it, whatever the clock said then.
void TestRetention::keepsWhatIsNoOlderThanAllowed()
{
    {
        const auto log = open(unbounded);
        QVERIFY(log);
        Delivery older = aged(QStringLiteral("a"), 10);
        --older.receivedAt;
        QCOMPARE(appendAll(*log, {older, aged(QStringLiteral("b"), 10), aged(QStringLiteral("c"), 11),
                                  aged(QStringLiteral("d"), 0)})
                     .size(),
                 4);
    }
    const auto log = open({10, 0});
    QVERIFY(log);
    QTRY_COMPARE(log->statistics().deliveries, 3);
    QCOMPARE(numbers(), QList<qint64>({4, 3, 2}));
}

void TestRetention::keepsEverythingWithoutABound()
{
    const auto log = open(unbounded);
    QVERIFY(log);
    QCOMPARE(appendOne(*log, aged(QStringLiteral("a"), 10'000)).number, 1);
    QueuedSpy removed(log.get(), &EventLog::removed);
    log->setRetention(unbounded);
    // It is swept for that behind what is written next, and has been once another is written.
    QCOMPARE(appendOne(*log, aged(QStringLiteral("b"), 0)).number, 2);
    QCOMPARE(appendOne(*log, aged(QStringLiteral("c"), 0)).number, 3);
    log->close();
    QCoreApplication::processEvents();
    QVERIFY(removed.isEmpty());
    QCOMPARE(numbers(), QList<qint64>({3, 2, 1}));
}

void TestRetention::forgetsAnEventWithItsLastDelivery()
{
    const auto log = open(unbounded);
    QVERIFY(log);
    QCOMPARE(
        appendAll(*log, {aged(QStringLiteral("a"), 20), aged(QStringLiteral("b"), 20), aged(QStringLiteral("a"), 1)})
            .size(),
        3);
    for (const qint64 number : {1, 2}) {
        ResourceRecord resource;
        resource.delivery = number;
        resource.status = 200;
        QVERIFY(addAndWait(*log, resource).id > 0);
    }
    log->setRetention({10, 0});
    QTRY_COMPARE(log->statistics().deliveries, 1);
    QCOMPARE(log->statistics().events, 1);
    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    QCOMPARE(queries->resources(3)->size(), 1);
    QCOMPARE(queries->attempts(3)->size(), 1);
    QCOMPARE(queries->delivery(3)->summary.attempt, 2);
    QCOMPARE(queries->delivery(1).error().code, LogError::Code::NotFound);
    QCOMPARE(queries->resources(2).error().code, LogError::Code::NotFound);
    QCOMPARE(appendOne(*log, aged(QStringLiteral("a"), 0)).attempt, 3);
    QCOMPARE(appendOne(*log, aged(QStringLiteral("b"), 0)).attempt, 1);
}

void TestRetention::removesRefusedFirstBySize()
{
    const auto log = open(unbounded);
    QVERIFY(log);
    QList<Delivery> deliveries;
    for (int i = 0; i < 20; ++i) {
        deliveries.append(ofSize(verifiedDelivery(QString::number(i)), 50'000));
        deliveries.append(refusedDelivery(QByteArray(50'000, 'r')));
    }
    QCOMPARE(appendAll(*log, deliveries).size(), 40);
    QTRY_COMPARE(log->statistics().events, 20); // told right after the commit
    log->setRetention({0, 1'400'000});
    QTRY_VERIFY(log->statistics().bytes <= 1'400'000);
    QCOMPARE(log->statistics().events, 20);
    QVERIFY(log->statistics().refused > 0);
    const QList<qint64> left = numbers();
    QCOMPARE(left.first(), 40);
    QVERIFY(!left.contains(2));

    log->setRetention({0, 500'000});
    QTRY_VERIFY(log->statistics().bytes <= 500'000);
    QCOMPARE(log->statistics().refused, 0);
    QVERIFY(log->statistics().events > 0);
    QCOMPARE(numbers().constFirst(), 39);
    QVERIFY(!numbers().contains(1));
}

void TestRetention::removesWhatIsAnnotatedLastBySize()
{
    const auto log = open(unbounded);
    QVERIFY(log);
    QList<Delivery> deliveries{refusedDelivery(QByteArray(50'000, 'r')),
                               ofSize(verifiedDelivery(QStringLiteral("kept")), 50'000)};
    for (int i = 0; i < 20; ++i)
        deliveries.append(ofSize(verifiedDelivery(QString::number(i)), 50'000));
    deliveries.append(ofSize(verifiedDelivery(QStringLiteral("kept")), 50'000));
    deliveries.append(ofSize(verifiedDelivery(QStringLiteral("newest")), 50'000));
    QCOMPARE(appendAll(*log, deliveries).size(), 24);
    QVERIFY(annotateAndWait(*log, 1, true, {}));
    QVERIFY(annotateAndWait(*log, 2, {}, QStringLiteral("asked the vendor"))); // the event, with its repeat
    log->setRetention({0, 500'000});
    QTRY_VERIFY(log->statistics().bytes <= 500'000);
    const QList<qint64> left = numbers();
    QVERIFY(left.size() < 15);
    for (const qint64 number : {1, 2, 23, 24})
        QVERIFY2(left.contains(number), qPrintable(QString::number(number)));
    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    const auto oldest = std::find_if(left.crbegin(), left.crend(), [](qint64 number) { return number > 2; });
    QCOMPARE(queries->oldest().value_or(0), *oldest);
    // Where nothing else is left, they go.
    log->setRetention({0, 200'000});
    QTRY_VERIFY(log->statistics().bytes <= 200'000);
    QCOMPARE(numbers().constFirst(), 24);
}

/// Else new deliveries would be gone as soon as they are stored.
void TestRetention::annotatedPushesOutNoMoreThanHalf()
{
    const auto log = open(unbounded);
    QVERIFY(log);
    QList<Delivery> deliveries;
    for (int i = 0; i < 20; ++i)
        deliveries.append(ofSize(verifiedDelivery(QString::number(i)), 50'000));
    QCOMPARE(appendAll(*log, deliveries).size(), 20);
    for (qint64 number = 1; number <= 10; ++number)
        QVERIFY(annotateAndWait(*log, number, true, {}));
    log->setRetention({0, 600'000});
    QTRY_VERIFY(log->statistics().bytes <= 600'000);
    QVERIFY(!numbers().contains(1));
    QVERIFY(numbers().contains(19));
}

/// Whoever has seen one delivery can send it as often as he likes.
void TestRetention::removesRepeatsBeforeOthersBySize()
{
    const auto log = open(unbounded);
    QVERIFY(log);
    QList<Delivery> deliveries;
    for (int i = 0; i < 10; ++i)
        deliveries.append(ofSize(verifiedDelivery(QString::number(i)), 50'000));
    for (int i = 0; i < 60; ++i)
        deliveries.append(ofSize(verifiedDelivery(QStringLiteral("5")), 50'000));
    QCOMPARE(appendAll(*log, deliveries).size(), 70);
    QTRY_COMPARE(log->statistics().deliveries, 70); // told right after the commit
    log->setRetention({0, 2'000'000});
    QTRY_VERIFY(log->statistics().bytes <= 2'000'000);
    QCOMPARE(log->statistics().events, 10);
    QVERIFY(log->statistics().deliveries < 70);
    const QList<qint64> left = numbers();
    QCOMPARE(left.constFirst(), 70);
    for (qint64 number = 1; number <= 19; ++number) // the events, and the first attempts of the one
        QVERIFY(left.contains(number));
}

/// So that a full log is not swept behind every commit.
void TestRetention::leavesATenthOfAir()
{
    const auto log = open(unbounded);
    QVERIFY(log);
    QList<Delivery> deliveries;
    for (int i = 0; i < 30; ++i)
        deliveries.append(ofSize(verifiedDelivery(QString::number(i)), 50'000));
    QCOMPARE(appendAll(*log, deliveries).size(), 30);
    log->setRetention({0, 1'000'000});
    QTRY_VERIFY(log->statistics().bytes <= 900'000);
    QVERIFY(log->statistics().bytes > 800'000);
    const QList<qint64> left = numbers();
    QCOMPARE(appendOne(*log, ofSize(verifiedDelivery(QStringLiteral("more")), 50'000)).number, 31);
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("and more"))).number, 32); // behind a sweep
    QCOMPARE(numbers(), QList<qint64>({32, 31}) + left);
}

void TestRetention::shrinksTheFile()
{
    const auto log = open(unbounded);
    QVERIFY(log);
    QList<Delivery> deliveries;
    for (int i = 0; i < 100; ++i)
        deliveries.append(ofSize(verifiedDelivery(QString::number(i)), 100'000));
    QCOMPARE(appendAll(*log, deliveries).size(), 100);
    QTRY_VERIFY(log->statistics().bytes > 10'000'000); // told right after the commit
    log->setRetention({0, 1'000'000});
    QTRY_VERIFY(log->statistics().bytes <= 1'000'000);
    QVERIFY(log->statistics().deliveries > 0);
    // While it is open, too, and nothing more is written.
    QTRY_VERIFY(QFileInfo(log->path()).size() <= 1'000'000);
    QTRY_VERIFY(QFileInfo(log->path() + QStringLiteral("-wal")).size() <= 1'000'000);
    log->close();
    QVERIFY(QFileInfo(log->path()).size() <= 1'000'000);
}

void TestRetention::goesOnWhileDeliveriesArrive()
{
    const auto log = open({0, 2'000'000});
    QVERIFY(log);
    for (int round = 0; round < 10; ++round) {
        QList<Delivery> deliveries;
        for (int i = 0; i < 50; ++i)
            deliveries.append(ofSize(verifiedDelivery(QStringLiteral("%1-%2").arg(round).arg(i)), 20'000));
        QCOMPARE(appendAll(*log, deliveries).size(), 50);
    }
    const auto isCutDown = [&] {
        const LogStatistics told = log->statistics(); // right after the commit
        return told.bytes <= 2'000'000 && told.deliveries == numbers().size();
    };
    QTRY_VERIFY(isCutDown());
    QCOMPARE(numbers().constFirst(), 500);
}

void TestRetention::keepsTheNewestWhateverItsSize()
{
    const auto log = open({0, 50'000});
    QVERIFY(log);
    for (const char* id : {"a", "b"})
        QVERIFY(appendOne(*log, ofSize(verifiedDelivery(QLatin1String(id)), 400'000)).number > 0);
    QTRY_COMPARE(numbers(), QList<qint64>{2});
    log->setRetention({0, 1});
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("c"))).number, 3);
    QTRY_COMPARE(numbers(), QList<qint64>{3});
}

QTEST_GUILESS_MAIN(TestRetention)
#include "test_retention.moc"
