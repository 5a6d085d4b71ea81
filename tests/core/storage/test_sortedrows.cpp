// SPDX-License-Identifier: MIT
#include "core/storage/deliveryscan.h"
#include "core/storage/rowplacement.h"
#include "tests/core/storage/logfixture.h"
#include "tests/support/manualclock.h"
#include "tests/support/queuedspy.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

using Key = DeliveryOrder::Key;

Delivery deliveryOf(const QString& id, const QString& company)
{
    Delivery delivery = verifiedDelivery(id);
    delivery.event->companyName = company;
    return delivery;
}

} // namespace

/// A list in another order than that of the log: read in parts, merged, and kept in order while rows come and go.
class TestSortedRows final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void sortsByEachKey_data();
    void sortsByEachKey();
    void sortsByMarksAndNotes();
    void ordersNumbersAsNumbers();
    void sortsByAFieldOfThePayload();
    void comparesLongKeysToTheirEnd();
    void mergesPartsIntoOneOrder();
    void putsNewRowsInTheirPlaces();
    void takesOutAndMovesRows();
    void movesAllAttemptsOfAnEvent();
    void looksPastRowsThatTheLogHasNoMore();
    void tellsTheDifferenceFromWhatIsShown();
    void findsTheRowOfANumber();
    void findsTheRowsOfNumbersFarApart();

private:
    [[nodiscard]] QList<qint64> sorted(const DeliveryOrder& order) const;
    void fill();

    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock;
    std::unique_ptr<EventLog> m_log;
};

void TestSortedRows::init()
{
    m_log.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(m_log);
}

QList<qint64> TestSortedRows::sorted(const DeliveryOrder& order) const
{
    const auto queries = openQueries(m_folder->path(), m_clock);
    QList<SortRun> runs;
    for (qint64 before = 0;;) {
        const auto part = queries->sortedScan({}, order, before, 0);
        if (!part)
            return {};
        runs.append(part->rows);
        if (part->isFinished)
            return SortRun::merged(runs, order.isAscending);
        before = part->searchedTo;
    }
}

/// 1 beta, fetched · 2 refused · 3 Alpha, its fetch failed · 4 no company, and otherwise alone · 5 beta again, the
/// event of 1
void TestSortedRows::fill()
{
    Delivery alone = deliveryOf(QStringLiteral("a"), {});
    alone.peer = QStringLiteral("10.0.0.7");
    alone.event->eventType = QStringLiteral("ModelReady");
    alone.event->tenantId = QStringLiteral("0f");
    alone.event->correlationId = QStringLiteral("z");
    Delivery refused = refusedDelivery("{\"a\":1}");
    refused.status = 401;
    QCOMPARE(appendAll(*m_log, {deliveryOf(QStringLiteral("c"), QStringLiteral("beta")), refused,
                                deliveryOf(QStringLiteral("b"), QStringLiteral("Alpha")), alone,
                                deliveryOf(QStringLiteral("c"), QStringLiteral("beta"))})
                 .size(),
             5);
    ResourceRecord resource;
    resource.delivery = 1;
    resource.status = 200;
    resource.millis = 120;
    QVERIFY(addAndWait(*m_log, resource).id > 0);
    resource.delivery = 3;
    resource.status = 404;
    resource.errorStep = QStringLiteral("status");
    QVERIFY(addAndWait(*m_log, resource).id > 0);
}

void TestSortedRows::sortsByEachKey_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<bool>("isAscending");
    QTest::addColumn<QList<qint64>>("numbers");
    const auto row = [](const char* name, Key key, bool isAscending, const QList<qint64>& numbers) {
        QTest::newRow(name) << static_cast<int>(key) << isAscending << numbers;
    };
    row("oldest first", Key::Arrival, true, {1, 2, 3, 4, 5});
    row("newest first", Key::Arrival, false, {5, 4, 3, 2, 1});
    row("company, none last", Key::Company, true, {3, 5, 1, 4, 2});
    row("company downwards, none last", Key::Company, false, {5, 1, 3, 4, 2});
    row("id", Key::EventId, true, {4, 3, 5, 1, 2});
    row("attempts", Key::Attempts, false, {5, 1, 4, 3, 2});
    row("resource", Key::Resource, true, {3, 4, 5, 1, 2});
    row("status", Key::Status, false, {2, 5, 4, 3, 1});
    row("verdict", Key::Verdict, true, {2, 5, 4, 3, 1});
    row("endpoint: all the same", Key::Endpoint, true, {5, 4, 3, 2, 1});
    row("event type, none last", Key::EventType, true, {5, 3, 1, 4, 2});
    row("peer", Key::Peer, true, {4, 5, 3, 2, 1});
    row("size", Key::Size, true, {2, 5, 4, 3, 1});
    row("tenant, none last", Key::Tenant, true, {4, 5, 3, 1, 2});
    row("correlation downwards, none last", Key::Correlation, false, {4, 5, 3, 1, 2});
}

void TestSortedRows::sortsByEachKey()
{
    QFETCH(const int, key);
    QFETCH(const bool, isAscending);
    QFETCH(const QList<qint64>, numbers);
    fill();
    QCOMPARE(sorted({static_cast<Key>(key), isAscending}), numbers);
}

/// All attempts of an event have what is said of it.
void TestSortedRows::sortsByMarksAndNotes()
{
    fill();
    QueuedSpy annotated(m_log.get(), &EventLog::annotated);
    m_log->annotate({3, {}, QStringLiteral("ask them")});
    m_log->annotate({2, true, QStringLiteral("Z")});
    m_log->annotate({1, true, {}});
    QTRY_COMPARE(annotated.size(), 3);
    QCOMPARE(sorted({Key::Mark, true}), (QList<qint64>{5, 1, 2, 3, 4}));
    QCOMPARE(sorted({Key::Mark, false}), (QList<qint64>{3, 2, 5, 1, 4}));
}

void TestSortedRows::ordersNumbersAsNumbers()
{
    const QList<qint64> values{-300, -1, 0, 1, 9, 10, 255, 256, qint64{1} << 40};
    for (int i = 1; i < values.size(); ++i)
        QVERIFY(sortKeyOf(values.at(i - 1)) < sortKeyOf(values.at(i)));
}

/// Numbers as numbers, texts behind them, and what has none in the end; unpacked.
void TestSortedRows::sortsByAFieldOfThePayload()
{
    const QList<QByteArray> bodies{
        R"({"a":{"n":10}})",   R"({"a":{"n":9.5}})",     R"({"a":{"n":"b"}})",
        R"({"a":{"n":-2}})",   R"({"a":{"n":null}})",    "no json",
        R"({"a":{"n":true}})", R"({"a":{"n":"Apple"}})", qCompress(R"({"a":{"n":-1e3}})").mid(4)};
    QList<Delivery> deliveries;
    for (const QByteArray& body : bodies) {
        deliveries.append(verifiedDelivery(QString::number(deliveries.size())));
        deliveries.last().body = body;
    }
    deliveries.last().headers.append(Header{"Content-Encoding", "deflate"});
    QCOMPARE(appendAll(*m_log, deliveries).size(), 9);
    const QString path = QStringLiteral("$.a.n");
    QCOMPARE(sorted({Key::PayloadField, true, path}), (QList<qint64>{7, 9, 4, 2, 1, 8, 3, 6, 5}));
    QCOMPARE(sorted({Key::PayloadField, false, path}), (QList<qint64>{3, 8, 1, 2, 4, 9, 7, 6, 5}));
}

void TestSortedRows::comparesLongKeysToTheirEnd()
{
    SortRun run;
    run.add({QByteArray("webhook-event-02"), 1});
    run.add({QByteArray("webhook-event-01"), 2});
    run.add({QByteArray("webhook-"), 3});
    run.add({{}, 4});
    run.add({QByteArray("a"), 5});
    run.sort(true);
    QCOMPARE(SortRun::merged({run}, true), (QList<qint64>{5, 3, 2, 1, 4}));
    run.sort(false);
    QCOMPARE(SortRun::merged({run}, false), (QList<qint64>{1, 2, 3, 5, 4}));
}

void TestSortedRows::mergesPartsIntoOneOrder()
{
    constexpr int count = 5'000; // more than the first window
    QList<Delivery> deliveries;
    for (int i = 0; i < count; ++i)
        deliveries.append(
            deliveryOf(QString::number(i), QStringLiteral("company-%1").arg(i * 7919 % count, 5, 10, QChar(u'0'))));
    QCOMPARE(appendAll(*m_log, deliveries).size(), count);
    const QList<qint64> numbers = sorted({Key::Company, true});
    QCOMPARE(numbers.size(), count);
    for (int i = 0; i < count; ++i)
        QCOMPARE((numbers.at(i) - 1) * 7919 % count, i);
}

void TestSortedRows::putsNewRowsInTheirPlaces()
{
    fill();
    const DeliveryOrder order{Key::Company, true};
    SortedRows rows;
    rows.numbers = sorted(order);
    QCOMPARE(appendAll(*m_log, {deliveryOf(QStringLiteral("d"), QStringLiteral("aardvark")),
                                deliveryOf(QStringLiteral("e"), QStringLiteral("Beta")),
                                deliveryOf(QStringLiteral("f"), QStringLiteral("zeta")), refusedDelivery("{\"b\":2}")})
                 .size(),
             4);
    const auto placed = openQueries(m_folder->path(), m_clock)->place({}, order, rows, 5);
    QVERIFY(placed);
    QCOMPARE(placed->numbers, sorted(order));
    QCOMPARE(placed->numbers, (QList<qint64>{6, 3, 7, 5, 1, 8, 9, 4, 2}));
    QCOMPARE(placed->added, (QList<qint64>{9, 8, 7, 6}));
    QVERIFY(placed->gone.isEmpty());
}

void TestSortedRows::takesOutAndMovesRows()
{
    fill();
    const DeliveryOrder order{Key::Resource, true};
    SortedRows rows;
    rows.numbers = sorted(order);
    ResourceRecord resource;
    resource.delivery = 3;
    resource.status = 200;
    resource.millis = 900;
    QVERIFY(addAndWait(*m_log, resource).id > 0);
    rows.moved = {3};
    rows.leaving = {1, 77};
    const auto placed = openQueries(m_folder->path(), m_clock)->place({}, order, rows, 5);
    QVERIFY(placed);
    QCOMPARE(placed->numbers, (QList<qint64>{4, 5, 3, 2}));
    QCOMPARE(placed->gone, QList<qint64>{1});
    QVERIFY(placed->added.isEmpty());
}

void TestSortedRows::movesAllAttemptsOfAnEvent()
{
    fill();
    const DeliveryOrder order{Key::Attempts, true};
    SortedRows rows;
    rows.numbers = sorted(order);
    QCOMPARE(rows.numbers, (QList<qint64>{4, 3, 5, 1, 2}));
    const Delivery repeat = deliveryOf(QStringLiteral("b"), QStringLiteral("Alpha"));
    QCOMPARE(appendAll(*m_log, {repeat, repeat}).size(), 2);
    rows.moved = {3, 6};
    const auto placed = openQueries(m_folder->path(), m_clock)->place({}, order, rows, 5);
    QVERIFY(placed);
    QCOMPARE(placed->numbers, sorted(order));
    QCOMPARE(placed->numbers, (QList<qint64>{4, 5, 1, 7, 6, 3, 2}));
}

void TestSortedRows::tellsTheDifferenceFromWhatIsShown()
{
    PlacedRows placed;
    placed.numbers = {7, 2, 5};
    placed.rows = RowsByNumber(placed.numbers);
    const QList<qint64> shown{5, 4, 2, 1};
    placed.compareWith(shown, RowsByNumber(shown));
    QCOMPARE(placed.added, QList<qint64>{7});
    QCOMPARE(placed.gone, (QList<qint64>{4, 1}));
}

void TestSortedRows::findsTheRowOfANumber()
{
    const QList<qint64> numbers{70'000, 3, 1'024, 1'023, 9'000'000};
    const RowsByNumber rows(numbers);
    for (int row = 0; row < numbers.size(); ++row)
        QCOMPARE(rows.rowOf(numbers.at(row)), row);
    for (const qint64 other : {qint64{0}, qint64{-1}, qint64{2}, qint64{5'000}, qint64{70'001}, qint64{20'000'000}})
        QCOMPARE(rows.rowOf(other), -1);
    QCOMPARE(rows.newest(), 9'000'000);
    QCOMPARE(rows.newestFirst(), (QList<qint64>{9'000'000, 70'000, 1'024, 1'023, 3}));
    QCOMPARE(RowsByNumber().rowOf(1), -1);
    QCOMPARE(RowsByNumber(QList<qint64>()).newest(), 0);
}

/// A capture has whatever numbers it likes, up to what JSON has exactly.
void TestSortedRows::findsTheRowsOfNumbersFarApart()
{
    constexpr qint64 largest = (qint64{1} << 53) - 1;
    const RowsByNumber rows({largest, 1, qint64{1} << 40});
    QCOMPARE(rows.rowOf(largest), 0);
    QCOMPARE(rows.rowOf(1), 1);
    QCOMPARE(rows.rowOf(qint64{1} << 40), 2);
    QCOMPARE(rows.rowOf(largest - 1), -1);
    QCOMPARE(rows.newest(), largest);
    QCOMPARE(rows.newestFirst(), (QList<qint64>{largest, qint64{1} << 40, 1}));
}

void TestSortedRows::looksPastRowsThatTheLogHasNoMore()
{
    fill();
    const DeliveryOrder order{Key::EventId, true};
    SortedRows rows;
    rows.numbers = {4, 901, 3, 902, 903, 5, 1, 904, 2};
    QCOMPARE(appendAll(*m_log, {deliveryOf(QStringLiteral("bb"), {}), deliveryOf(QStringLiteral("0"), {})}).size(), 2);
    const auto placed = openQueries(m_folder->path(), m_clock)->place({}, order, rows, 5);
    QVERIFY(placed);
    QList<qint64> known = placed->numbers;
    known.removeIf([](qint64 number) { return number > 900; });
    QCOMPARE(known, (QList<qint64>{7, 4, 3, 6, 5, 1, 2}));
}

QTEST_GUILESS_MAIN(TestSortedRows)
#include "test_sortedrows.moc"
