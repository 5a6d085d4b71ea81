// SPDX-License-Identifier: MIT
#include "core/webhook/probemark.h"
#include "core/webhook/replaymark.h"
#include "tests/core/storage/retentionfixture.h"
#include "tests/support/queuedspy.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QTest>

#include <algorithm>
#include <optional>
#include <utility>

using namespace kaunt;
using namespace kaunt::test;

namespace {

Delivery ofSize(Delivery delivery, qsizetype bytes)
{
    delivery.body = QByteArray(bytes, 'x');
    return delivery;
}

bool annotateAndWait(EventLog& log, qint64 delivery, std::optional<bool> isMarked, std::optional<QString> note)
{
    QueuedSpy annotated(&log, &EventLog::annotated);
    log.annotate({delivery, isMarked, std::move(note)});
    return QTest::qWaitFor([&annotated] { return !annotated.isEmpty(); }, 30'000);
}

} // namespace

/// What goes, what stays, and in which order.
class TestRetention final : public RetentionFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { makeAnew(); }
    void keepsTheNewestRefused();
    void refusedNeverPushOutVerified();
    void boundsOurOwnApartFromOthers();
    void strangersPushOutNothingAnnotated();
    void boundsWhatIsAnnotatedAndRefused();
    void cutsARefusedBody();
    void removesByAgeWhenOpened();
    void removesByAgeWhenSet();
    void keepsEverythingWithoutABound();
    void forgetsAnEventWithItsLastDelivery();
    void removesRefusedFirstBySize();
    void removesWhatIsAnnotatedLastBySize();
    void annotatedPushesOutNoMoreThanHalf();
    void removesRepeatsBeforeOthersBySize();
    void shrinksTheFile();
    void goesOnWhileDeliveriesArrive();
    void keepsTheNewestWhateverItsSize();
};

void TestRetention::keepsTheNewestRefused()
{
    LogOptions options;
    options.maxRefused = 3;
    const auto log = openLog(m_folder->path(), options, m_clock);
    QVERIFY(log);
    QueuedSpy removed(log.get(), &EventLog::removed);
    for (int i = 1; i <= 5; ++i)
        QCOMPARE(appendOne(*log, refusedDelivery()).number, i);
    QTRY_COMPARE(allNumbers(removed), QList<qint64>({1, 2}));
    QCOMPARE(numbers(), QList<qint64>({5, 4, 3}));
    QTRY_COMPARE(log->statistics().refused, 3);
    QCOMPARE(log->statistics().deliveries, 3);
    QCOMPARE(appendAll(*log, QList<Delivery>(10, refusedDelivery())).size(), 10);
    QCOMPARE(numbers(), QList<qint64>({15, 14, 13}));
}

void TestRetention::refusedNeverPushOutVerified()
{
    LogOptions options;
    options.maxRefused = 2;
    const auto log = openLog(m_folder->path(), options, m_clock);
    QVERIFY(log);
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("a"))).number, 1);
    QCOMPARE(appendAll(*log, QList<Delivery>(50, refusedDelivery())).size(), 50);
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("a"))).attempt, 2);
    QCOMPARE(numbers(), QList<qint64>({52, 51, 50, 1}));
}

void TestRetention::boundsOurOwnApartFromOthers()
{
    LogOptions options;
    options.maxRefused = 3;
    const auto log = openLog(m_folder->path(), options, m_clock);
    QVERIFY(log);
    QCOMPARE(appendAll(*log, QList<Delivery>(4, refusedDelivery())).size(), 4);
    Delivery replay = refusedDelivery();
    replay.notes = {replayNote(1)};
    Delivery probe = refusedDelivery();
    probe.notes = {probeNote(QStringLiteral("5f3a-plain"))};
    Delivery delayed = replay;
    delayed.notes.prepend(QStringLiteral("answer-mode:503"));
    QCOMPARE(appendAll(*log, {delayed, probe}).size(), 2);
    QCOMPARE(numbers(), QList<qint64>({6, 5, 4, 3, 2}));
    QCOMPARE(appendAll(*log, {replay, probe, replay}).size(), 3);
    QCOMPARE(numbers(), QList<qint64>({9, 8, 7, 4, 3, 2}));
    QCOMPARE(appendAll(*log, QList<Delivery>(2, refusedDelivery())).size(), 2);
    QCOMPARE(numbers(), QList<qint64>({11, 10, 9, 8, 7, 4}));
    QTRY_COMPARE(log->statistics().refused, 6);
}

void TestRetention::strangersPushOutNothingAnnotated()
{
    LogOptions options;
    options.maxRefused = 3;
    options.maxMisdirected = 2;
    const auto log = openLog(m_folder->path(), options, m_clock);
    QVERIFY(log);
    Delivery misdirected = refusedDelivery();
    misdirected.signature.verdict = Verdict::Misdirected;
    QCOMPARE(appendAll(*log, {refusedDelivery(), refusedDelivery(), misdirected}).size(), 3);
    QVERIFY(annotateAndWait(*log, 1, true, {}));
    QVERIFY(annotateAndWait(*log, 2, {}, QStringLiteral("asked the vendor")));
    QVERIFY(annotateAndWait(*log, 3, true, {}));
    QCOMPARE(appendAll(*log, QList<Delivery>(10, refusedDelivery())).size(), 10);
    QCOMPARE(appendAll(*log, QList<Delivery>(10, misdirected)).size(), 10);
    DeliveryQuery all;
    all.withMisdirected = true;
    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    QCOMPARE(queries->numbers(all).value_or(QList<qint64>()), QList<qint64>({23, 22, 13, 12, 11, 3, 2, 1}));
    // What is said about one no more is as the others.
    QVERIFY(annotateAndWait(*log, 1, false, {}));
    QCOMPARE(appendOne(*log, refusedDelivery()).number, 24);
    QCOMPARE(numbers(), QList<qint64>({24, 13, 12, 2}));
}

void TestRetention::boundsWhatIsAnnotatedAndRefused()
{
    LogOptions options;
    options.maxRefused = 2;
    const auto log = openLog(m_folder->path(), options, m_clock);
    QVERIFY(log);
    for (qint64 number = 1; number <= 4; ++number) {
        QCOMPARE(appendOne(*log, refusedDelivery()).number, number);
        QVERIFY(annotateAndWait(*log, number, true, {}));
    }
    QCOMPARE(appendOne(*log, refusedDelivery()).number, 5);
    QCOMPARE(numbers(), QList<qint64>({5, 4, 3}));
    QTRY_COMPARE(log->statistics().refused, 3);
}

void TestRetention::cutsARefusedBody()
{
    LogOptions options;
    options.maxRefusedBodyBytes = 100;
    const auto log = openLog(m_folder->path(), options, m_clock);
    QVERIFY(log);
    const Delivery refused = refusedDelivery(QByteArray(99, 'a') + "bcd");
    const DeliverySummary summary = appendOne(*log, refused);
    QCOMPARE(summary.bodyBytes, 102);
    QCOMPARE(summary.bodySha256, QCryptographicHash::hash(refused.body, QCryptographicHash::Sha256).toHex());
    const Delivery verified = ofSize(verifiedDelivery(QStringLiteral("a")), 1000);
    QCOMPARE(appendOne(*log, verified).number, 2);
    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    const auto record = queries->delivery(1);
    QVERIFY(record);
    QCOMPARE(record->body, QByteArray(99, 'a') + 'b');
    QVERIFY(record->isBodyCut());
    QVERIFY(record->summary == summary);
    QCOMPARE(queries->delivery(2)->body, verified.body);
}

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

void TestRetention::keepsEverythingWithoutABound()
{
    const auto log = open(unbounded);
    QVERIFY(log);
    QCOMPARE(appendOne(*log, aged(QStringLiteral("a"), 10'000)).number, 1);
    QueuedSpy removed(log.get(), &EventLog::removed);
    log->setRetention(unbounded);
    log->close();
    QCoreApplication::processEvents();
    QVERIFY(removed.isEmpty());
    QCOMPARE(numbers(), QList<qint64>{1});
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
