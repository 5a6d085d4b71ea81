// SPDX-License-Identifier: MIT
#include "tests/core/storage/logfixture.h"
#include "tests/ui/listedlog.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace kaunt;
using namespace kaunt::test;

namespace {

using Key = DeliveryOrder::Key;
using Numbers = QList<qint64>;

DeliveryOrder byCompany()
{
    return {Key::Company, true};
}

DeliveryOrder newestFirst()
{
    return {};
}
constexpr int many = 2'000;

Delivery deliveryOf(const QString& id, const QString& company)
{
    Delivery delivery = verifiedDelivery(id);
    delivery.event->companyName = company;
    return delivery;
}

/// Their companies and numbers go opposite ways.
QList<Delivery> manyCompanies(int count)
{
    QList<Delivery> deliveries;
    for (int i = 0; i < count; ++i)
        deliveries.append(deliveryOf(QStringLiteral("many-%1").arg(i),
                                     QStringLiteral("company-%1").arg(count - i, 6, 10, QChar(u'0'))));
    return deliveries;
}

} // namespace

/// The list in another order than that of the log, under the model tester: what becomes of its rows and of those who
/// hold on to them.
class TestSortedList final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void sortsByAColumn();
    void comesBackToNewestFirst();
    void keepsIndexesOnTheirDeliveries();
    void putsArrivalsInTheirPlaces();
    void putsARepeatInItsPlace();
    void takesOutWhatIsRemoved();
    void movesAnEventWithItsResource();
    void placesWhatWasStoredAMomentAgo();
    void filtersASortedList();
    void sortsALongListWhileDeliveriesArrive();
    void changesItsMindWhileItSorts();
    void tellsHowFarItIs();
    void fallsBackWhereTheLogCannotBeRead();

private:
    [[nodiscard]] DeliveryListModel& model() { return m_list->model(); }
    [[nodiscard]] Numbers numbers();
    [[nodiscard]] bool sortBy(const DeliveryOrder& order);

    std::unique_ptr<ListedLog> m_list;
};

/// 1 beta · 2 alpha · 3 refused · 4 gamma
void TestSortedList::init()
{
    m_list = std::make_unique<ListedLog>();
    m_list->append({deliveryOf(QStringLiteral("1"), QStringLiteral("beta")),
                    deliveryOf(QStringLiteral("2"), QStringLiteral("alpha")), refusedDelivery(),
                    deliveryOf(QStringLiteral("4"), QStringLiteral("gamma"))});
    QVERIFY(m_list->ask(foldedQuery()));
}

Numbers TestSortedList::numbers()
{
    Numbers found;
    for (int row = 0; row < model().rowCount(); ++row) {
        found.append(model().numberAt(row));
        if (model().rowOf(found.constLast()) != row)
            return {};
    }
    return found;
}

bool TestSortedList::sortBy(const DeliveryOrder& order)
{
    model().setOrder(order);
    return QTest::qWaitFor([this, &order] { return model().shownOrder() == order && !model().isSearching(); },
                           listPatience);
}

void TestSortedList::sortsByAColumn()
{
    const QSignalSpy resets(&model(), &DeliveryListModel::modelReset);
    model().sort(static_cast<int>(DeliveryColumn::Company), Qt::AscendingOrder);
    QCOMPARE(model().order(), byCompany());
    QTRY_COMPARE_WITH_TIMEOUT(numbers(), (Numbers{2, 1, 4, 3}), listPatience);
    model().sort(static_cast<int>(DeliveryColumn::Company), Qt::DescendingOrder);
    QTRY_COMPARE_WITH_TIMEOUT(numbers(), (Numbers{4, 1, 2, 3}), listPatience);
    model().sort(static_cast<int>(DeliveryColumn::Time), Qt::AscendingOrder);
    QTRY_COMPARE_WITH_TIMEOUT(numbers(), (Numbers{1, 2, 3, 4}), listPatience);
    QVERIFY(resets.isEmpty());
    QVERIFY(model()
                .headerData(static_cast<int>(DeliveryColumn::Time), Qt::Horizontal, Qt::AccessibleTextRole)
                .toString()
                .contains(QStringLiteral("ascending")));
}

void TestSortedList::comesBackToNewestFirst()
{
    QVERIFY(sortBy(byCompany()));
    const QSignalSpy resets(&model(), &DeliveryListModel::modelReset);
    QVERIFY(sortBy(newestFirst()));
    QCOMPARE(numbers(), (Numbers{4, 3, 2, 1}));
    QVERIFY(resets.isEmpty());
    m_list->append({refusedDelivery("{\"b\":1}")});
    QTRY_COMPARE_WITH_TIMEOUT(numbers(), (Numbers{5, 4, 3, 2, 1}), listPatience);
}

void TestSortedList::keepsIndexesOnTheirDeliveries()
{
    const QPersistentModelIndex newest = model().index(0, 3);
    const QPersistentModelIndex refused = model().index(1, 0);
    QVERIFY(sortBy(byCompany()));
    QCOMPARE(newest.data(DeliveryListModel::NumberRole).toLongLong(), 4);
    QCOMPARE(newest.row(), 2);
    QCOMPARE(newest.column(), 3);
    QCOMPARE(refused.row(), 3);
    m_list->append({deliveryOf(QStringLiteral("5"), QStringLiteral("aa"))});
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 5, listPatience);
    QCOMPARE(newest.data(DeliveryListModel::NumberRole).toLongLong(), 4);
    QCOMPARE(newest.row(), 3);
}

void TestSortedList::putsArrivalsInTheirPlaces()
{
    QVERIFY(sortBy(byCompany()));
    m_list->append({deliveryOf(QStringLiteral("5"), QStringLiteral("aa")),
                    deliveryOf(QStringLiteral("6"), QStringLiteral("zz")),
                    deliveryOf(QStringLiteral("7"), QStringLiteral("Beta"))});
    QTRY_COMPARE_WITH_TIMEOUT(numbers(), (Numbers{5, 2, 7, 1, 4, 6, 3}), listPatience);
    QCOMPARE(model().newest(), 7);
}

void TestSortedList::putsARepeatInItsPlace()
{
    QVERIFY(sortBy({Key::Attempts, false}));
    QCOMPARE(numbers(), (Numbers{4, 2, 1, 3}));
    const QSignalSpy superseded(&model(), &DeliveryListModel::superseded);
    m_list->append({deliveryOf(QStringLiteral("1"), QStringLiteral("beta"))});
    QTRY_COMPARE_WITH_TIMEOUT(numbers(), (Numbers{5, 4, 2, 3}), listPatience);
    QCOMPARE(superseded.size(), 1);
    QCOMPARE(superseded.at(0).at(0).toLongLong(), 1);
    QCOMPARE(superseded.at(0).at(1).toLongLong(), 5);

    QVERIFY(m_list->ask({}));
    QTRY_COMPARE_WITH_TIMEOUT(numbers(), (Numbers{5, 1, 4, 2, 3}), listPatience);
    m_list->append({deliveryOf(QStringLiteral("2"), QStringLiteral("alpha")),
                    deliveryOf(QStringLiteral("2"), QStringLiteral("alpha"))});
    QTRY_COMPARE_WITH_TIMEOUT(numbers(), (Numbers{7, 6, 2, 5, 1, 4, 3}), listPatience); // all attempts have moved
}

void TestSortedList::takesOutWhatIsRemoved()
{
    QVERIFY(sortBy(byCompany()));
    model().takeRemoved({1, 77});
    QTRY_COMPARE_WITH_TIMEOUT(numbers(), (Numbers{2, 4, 3}), listPatience);
    QCOMPARE(model().rowOf(1), -1);
}

void TestSortedList::movesAnEventWithItsResource()
{
    QVERIFY(sortBy({Key::Resource, true}));
    QCOMPARE(numbers(), (Numbers{4, 2, 1, 3}));
    ResourceRecord resource;
    resource.delivery = 4;
    resource.status = 200;
    resource.millis = 120;
    QVERIFY(addAndWait(m_list->log(), resource).id > 0);
    QTRY_COMPARE_WITH_TIMEOUT(numbers(), (Numbers{2, 1, 4, 3}), listPatience);
}

/// The log writes how long a commit took with the next one; the list knows before.
void TestSortedList::placesWhatWasStoredAMomentAgo()
{
    m_list->model().takeRecorded({});
    QVERIFY(sortBy({Key::Stored, true}));
    QCOMPARE(model().rowCount(), 4);
    constexpr int count = 20;
    for (int i = 0; i < count; ++i)
        m_list->append({deliveryOf(QStringLiteral("later-%1").arg(i), QStringLiteral("x"))});
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 4 + count, listPatience);
    const auto isInOrder = [this] {
        qint64 before = -1;
        for (int row = 0; row < model().rowCount(); ++row) {
            const auto found = openQueries(m_list->directory(), m_list->clock())->delivery(model().numberAt(row));
            const qint64 micros = found ? found->summary.storedMicros : -1;
            if (micros < before)
                return false;
            before = micros;
        }
        return true;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isInOrder(), listPatience);
}

void TestSortedList::filtersASortedList()
{
    QVERIFY(sortBy(byCompany()));
    DeliveryQuery verified = foldedQuery();
    verified.quick = DeliveryQuery::Quick::Verified;
    QVERIFY(m_list->ask(verified));
    QCOMPARE(numbers(), (Numbers{2, 1, 4}));
    m_list->append({refusedDelivery("{\"b\":1}"), deliveryOf(QStringLiteral("6"), QStringLiteral("aa"))});
    QTRY_COMPARE_WITH_TIMEOUT(numbers(), (Numbers{6, 2, 1, 4}), listPatience);
    QVERIFY(sortBy(newestFirst()));
    QCOMPARE(numbers(), (Numbers{6, 4, 2, 1}));
}

void TestSortedList::sortsALongListWhileDeliveriesArrive()
{
    m_list->append(manyCompanies(many));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 4 + many, listPatience);
    const QPersistentModelIndex fifth = model().index(model().rowOf(5), 0);
    model().setOrder(byCompany());
    Numbers expected;
    for (int i = 0; i < 10; ++i) {
        m_list->append({deliveryOf(QStringLiteral("later-%1").arg(i), QStringLiteral("aa-%1").arg(i))});
        expected.append(many + 5 + i);
    }
    QTRY_VERIFY_WITH_TIMEOUT(!model().isSearching() && model().rowCount() == many + 14, listPatience);
    QCOMPARE(model().shownOrder(), byCompany());
    expected << 2 << 1 << many + 4; // alpha, beta, company-000001
    QCOMPARE(numbers().mid(0, expected.size()), expected);
    QCOMPARE(fifth.data(DeliveryListModel::NumberRole).toLongLong(), 5);
}

void TestSortedList::changesItsMindWhileItSorts()
{
    m_list->append(manyCompanies(many));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), many + 4, listPatience);
    model().setOrder(byCompany());
    model().setOrder({Key::EventId, false});
    model().setOrder(newestFirst());
    QVERIFY(!model().isSearching());
    QCOMPARE(model().numberAt(0), many + 4);
    model().setOrder({Key::EventId, false});
    model().setOrder({Key::Arrival, true});
    QTRY_COMPARE_WITH_TIMEOUT(model().shownOrder(), (DeliveryOrder{Key::Arrival, true}), listPatience);
    const Numbers rows = numbers();
    QCOMPARE(rows.size(), many + 4);
    QVERIFY(std::is_sorted(rows.cbegin(), rows.cend()));
}

void TestSortedList::tellsHowFarItIs()
{
    m_list->append(manyCompanies(many));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), many + 4, listPatience);
    const QSignalSpy progress(&model(), &DeliveryListModel::searchProgressed);
    QVERIFY(sortBy(byCompany()));
    QVERIFY(!progress.isEmpty());
    QCOMPARE(progress.constLast().at(0).toInt(), 100);
    QVERIFY(std::all_of(progress.cbegin(), progress.cend() - 1,
                        [](const QList<QVariant>& arguments) { return arguments.at(0).toInt() < 100; }));
}

void TestSortedList::fallsBackWhereTheLogCannotBeRead()
{
    m_list->reader().close();
    const QSignalSpy failed(&model(), &DeliveryListModel::queryFailed);
    model().setOrder(byCompany());
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, listPatience);
    QVERIFY(model().order().isNewestFirst());
    QCOMPARE(numbers(), (Numbers{4, 3, 2, 1}));
}

QTEST_MAIN(TestSortedList)
#include "test_sortedlist.moc"
