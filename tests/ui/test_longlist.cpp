// SPDX-License-Identifier: MIT
#include "tests/core/storage/logfixture.h"
#include "tests/ui/listedlog.h"
#include "ui/deliverylistview.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace kaunt;
using namespace kaunt::test;

namespace {

constexpr int manyRows = 100'000;

LogOptions roomyOptions()
{
    LogOptions options;
    options.maxPending = manyRows;
    options.retention = {0, 0};
    return options;
}

} // namespace

/// A list of 100,000 deliveries, and many more coming in.
class TestLongList final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsAnyPageOnDemand();
    void choosesTheSameDeliveryOnceItIsFound();
    void keepsNoMoreThanItsShare();
    void readsAgainHoweverManyHaveChanged();
    void doubtsAnAnswerFromBefore();
    void takesABurstInBatchesWhileSomebodyReads();
    void takesOutManyScatteredRowsAtOnce();

private:
    std::unique_ptr<ListedLog> m_list;
};

void TestLongList::initTestCase()
{
    m_list = std::make_unique<ListedLog>(roomyOptions());
    m_list->leaveUntested();
    constexpr int atOnce = 10'000;
    const QList<Delivery> deliveries = manyDeliveries(manyRows);
    for (int begun = 0; begun < manyRows; begun += atOnce)
        QCOMPARE(m_list->append(deliveries.mid(begun, atOnce)).size(), atOnce);
    QVERIFY(m_list->ask(foldedQuery()));
    QTRY_VERIFY_WITH_TIMEOUT(!m_list->model().isSearching(), listPatience);
    QCOMPARE(m_list->model().rowCount(), manyRows);
}

void TestLongList::readsAnyPageOnDemand()
{
    for (const int row : {0, manyRows / 2, manyRows - 1}) {
        const QString id = QStringLiteral("event-%1").arg(manyRows - 1 - row);
        QCOMPARE(m_list->text(row, DeliveryColumn::Id), id);
    }
}

/// It is among the last that the search comes to.
void TestLongList::choosesTheSameDeliveryOnceItIsFound()
{
    constexpr qint64 old = 3;
    DeliveryListView view(m_list->model());
    view.selectDelivery(old);
    DeliveryQuery query = foldedQuery();
    query.filter = filterOf(QStringLiteral("company:nordlys"));
    QVERIFY(m_list->ask(query));
    QTRY_VERIFY_WITH_TIMEOUT(!m_list->model().isSearching(), listPatience);
    QCOMPARE(view.currentDelivery(), old);
    QCOMPARE(view.verticalScrollBar()->value(), 0);
}

void TestLongList::keepsNoMoreThanItsShare()
{
    DeliveryPageCache cache(m_list->reader());
    QSignalSpy loaded(&cache, &DeliveryPageCache::loaded);
    for (qint64 first = 1; first <= qint64{2} * DeliveryPageCache::capacity; first += DeliveryPageCache::mostWanted) {
        QList<qint64> page;
        for (qint64 number = first; number < first + DeliveryPageCache::mostWanted; ++number)
            page.append(number);
        cache.want(page);
        QVERIFY(loaded.wait(listPatience));
        QCOMPARE(loaded.takeFirst().at(0).value<QList<qint64>>().size(), page.size());
    }
    int kept = 0;
    for (qint64 number = 1; number <= manyRows; ++number)
        kept += cache.find(number) ? 1 : 0;
    QCOMPARE(kept, DeliveryPageCache::capacity);
}

void TestLongList::readsAgainHoweverManyHaveChanged()
{
    DeliveryPageCache cache(m_list->reader());
    QSignalSpy loaded(&cache, &DeliveryPageCache::loaded);
    QList<qint64> numbers;
    for (int page = 0; page < 2; ++page) {
        QList<qint64> wanted;
        for (int i = 1; i <= DeliveryPageCache::mostWanted; ++i)
            wanted.append(page * DeliveryPageCache::mostWanted + i);
        cache.want(wanted);
        QVERIFY(loaded.wait(listPatience));
        numbers += wanted;
    }
    cache.reload(numbers);
    QVERIFY(std::all_of(numbers.cbegin(), numbers.cend(), [&cache](qint64 number) { return cache.isDoubted(number); }));
}

/// The log may have been asked before what is doubted was written.
void TestLongList::doubtsAnAnswerFromBefore()
{
    DeliveryPageCache cache(m_list->reader());
    QSignalSpy loaded(&cache, &DeliveryPageCache::loaded);
    cache.want({1});
    cache.doubtAll();
    QVERIFY(loaded.wait(listPatience));
    QVERIFY(cache.isDoubted(1));
    cache.want({1});
    QVERIFY(loaded.wait(listPatience));
    QVERIFY(!cache.isDoubted(1));
}

void TestLongList::takesABurstInBatchesWhileSomebodyReads()
{
    constexpr int burst = 3'000;
    DeliveryListView view(m_list->model());
    view.resize(900, 400);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.selectDelivery(manyRows / 2);
    const int rowInView = view.rowAt(view.height() / 3);
    const qint64 read = m_list->model().numberAt(rowInView);
    QVERIFY(read > 0);
    const QSignalSpy resets(&m_list->model(), &DeliveryListModel::modelReset);
    const QSignalSpy inserts(&m_list->model(), &DeliveryListModel::rowsInserted);

    QCOMPARE(m_list->append(manyDeliveries(burst, QStringLiteral("burst"))).size(), burst);
    QTRY_COMPARE_WITH_TIMEOUT(m_list->model().rowCount(), manyRows + burst, listPatience);

    QVERIFY(resets.isEmpty());
    QVERIFY2(inserts.size() < burst / 10, qPrintable(QString::number(inserts.size())));
    QCOMPARE(view.currentDelivery(), manyRows / 2);
    QCOMPARE(m_list->model().numberAt(view.rowAt(view.height() / 3)), read);
}

/// Repeats of a hundred events all over the list, which leave their places for the top.
void TestLongList::takesOutManyScatteredRowsAtOnce()
{
    constexpr int apart = 1'000;
    QVERIFY(m_list->ask(foldedQuery()));
    QTRY_VERIFY_WITH_TIMEOUT(!m_list->model().isSearching(), listPatience);
    DeliveryListView view(m_list->model());
    view.selectDelivery(manyRows / 2);
    view.verticalScrollBar()->setValue(manyRows / 2);
    const qint64 read = m_list->model().numberAt(view.verticalScrollBar()->value());
    const int rows = m_list->model().rowCount();
    QList<Delivery> repeats;
    for (int number = apart; number <= manyRows; number += apart)
        repeats.append(verifiedDelivery(QStringLiteral("event-%1").arg(number)));
    const QAbstractItemModelTester tester(&m_list->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy removals(&m_list->model(), &DeliveryListModel::rowsRemoved);
    const qint64 newest = m_list->append(repeats).constLast().number;
    QTRY_COMPARE_WITH_TIMEOUT(m_list->model().newest(), newest, listPatience);
    QTRY_COMPARE_WITH_TIMEOUT(m_list->model().rowCount(), rows + 1,
                              listPatience); // one event is new: there is no event-100000 yet
    QVERIFY2(removals.size() < 10, qPrintable(QString::number(removals.size())));
    for (int row = 1; row < rows; ++row)
        QVERIFY(m_list->model().numberAt(row - 1) > m_list->model().numberAt(row));
    QCOMPARE(m_list->model().numberAt(view.verticalScrollBar()->value()), read);
    QCOMPARE(view.currentDelivery(), manyRows / 2);
}

QTEST_MAIN(TestLongList)
#include "test_longlist.moc"
