// SPDX-License-Identifier: MIT
#include "core/sending/deliverysender.h"
#include "tests/ui/monitorpagefixture.h"

#include <QAction>
#include <QHeaderView>
#include <QMenu>
#include <QTabWidget>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

Q_DECLARE_METATYPE(kaunt::DeliveryOrder)

/// What is found as it was when the page is opened again.
class TestMonitorPageState final : public MonitorPageFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { close(); }
    void addsAColumnForAFieldOfThePayload();
    void remembersTheColumns();
    void remembersTheColumnsWithoutBeingClosed();
    void remembersHowTimesAreTold();
    void remembersTheOrder_data();
    void remembersTheOrder();
    void beginsNewestFirst_data();
    void beginsNewestFirst();
    void remembersTheTabOfTheDetails();
    void remembersTheTabThatAMisdirectedRequestLacks();

private:
    void reopen();
};

void TestMonitorPageState::reopen()
{
    m_page->saveState(*m_state);
    close();
    open();
}

void TestMonitorPageState::addsAColumnForAFieldOfThePayload()
{
    listen();
    QVERIFY(deliver(R"({"Id":"a","Lines":[{"Total":12.50}]})"));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 1, patience);
    list()->selectDelivery(1);
    auto* tree = find<QWidget>("payloadPanel")->findChild<QAbstractItemView*>(QStringLiteral("bodyTree"));
    QTRY_COMPARE(tree->model()->rowCount(), 2);
    const QModelIndexList found = tree->model()->match(tree->model()->index(0, 0), Qt::DisplayRole,
                                                       QStringLiteral("Total"), 1, Qt::MatchRecursive);
    QCOMPARE(found.size(), 1);
    tree->setCurrentIndex(found.first());
    tree->findChild<QAction*>(QStringLiteral("addAsColumn"))->trigger();
    const auto value = [this] { return model().index(0, deliveryColumnCount).data().toString(); };
    QTRY_COMPARE(value(), QStringLiteral("12.50"));
    list()->setColumnWidth(deliveryColumnCount, 177);
    reopen();
    QTRY_COMPARE(model().rowCount(), 1);
    QTRY_COMPARE(value(), QStringLiteral("12.50"));
    QVERIFY(!list()->isColumnHidden(deliveryColumnCount));
    list()->columnsMenu()->findChild<QAction*>(QStringLiteral("remove-$.Lines[0].Total"))->trigger();
    QTRY_COMPARE(model().columnCount(), deliveryColumnCount);
    close();
    open();
    QCOMPARE(model().columnCount(), deliveryColumnCount);
}

void TestMonitorPageState::remembersTheColumns()
{
    const int peer = static_cast<int>(DeliveryColumn::Peer);
    QVERIFY(list()->isColumnHidden(peer));
    list()->columnsMenu()->actions().at(peer)->trigger();
    list()->horizontalHeader()->resizeSection(0, 222);
    reopen();
    QVERIFY(!list()->isColumnHidden(peer));
    QCOMPARE(list()->columnWidth(0), 222);
}

/// As where the display is gone, or the power.
void TestMonitorPageState::remembersTheColumnsWithoutBeingClosed()
{
    const auto kept = [this] { return m_state->load(WindowState::Part::Columns); };
    list()->horizontalHeader()->moveSection(0, 2);
    QTRY_COMPARE_WITH_TIMEOUT(kept(), list()->columnsState(), patience);
    QVERIFY(!kept().isEmpty());
    list()->columnsMenu()->actions().at(static_cast<int>(DeliveryColumn::Peer))->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(kept(), list()->columnsState(), patience);
}

void TestMonitorPageState::remembersHowTimesAreTold()
{
    const auto header = [this] { return model().headerData(0, Qt::Horizontal).toString(); };
    QCOMPARE(header(), QStringLiteral("Time"));
    find<QAction>("times-utc")->trigger();
    QCOMPARE(header(), QStringLiteral("Time (UTC)"));
    close();
    open();
    QCOMPARE(header(), QStringLiteral("Time (UTC)"));
    QVERIFY(find<QAction>("times-utc")->isChecked());
}

void TestMonitorPageState::remembersTheOrder_data()
{
    QTest::addColumn<DeliveryOrder>("order");
    const auto withPath = DeliveryOrder{DeliveryOrder::Key::PayloadField, true, QStringLiteral("$['a  b'].c")};
    QTest::newRow("upwards") << DeliveryOrder{DeliveryOrder::Key::Company, true};
    QTest::newRow("downwards") << DeliveryOrder{DeliveryOrder::Key::Verdict, false};
    QTest::newRow("oldest first") << DeliveryOrder{DeliveryOrder::Key::Arrival, true};
    QTest::newRow("by a field of the payload") << withPath;
}

void TestMonitorPageState::remembersTheOrder()
{
    QFETCH(const DeliveryOrder, order);
    listen();
    QVERIFY(deliver(body(1)));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 1, patience);
    if (!order.path.isEmpty())
        model().addPayloadColumn(order.path);
    model().setOrder(order);
    QTRY_VERIFY_WITH_TIMEOUT(model().shownOrder() == order, patience);
    reopen();
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 1, patience);
    QVERIFY(model().order() == order);
    QVERIFY(model().shownOrder() == order);
    QVERIFY(list()->horizontalHeader()->sortIndicatorOrder() ==
            (order.isAscending ? Qt::AscendingOrder : Qt::DescendingOrder));
    model().setOrder({});
    reopen();
    QVERIFY(model().order().isNewestFirst());
}

void TestMonitorPageState::beginsNewestFirst_data()
{
    QTest::addColumn<QByteArray>("state");
    QTest::newRow("never left") << QByteArray();
    QTest::newRow("unknown key") << QByteArray("colour ascending");
    QTest::newRow("no direction") << QByteArray("company");
    QTest::newRow("a column that is not shown") << QByteArray("peer ascending");
    QTest::newRow("a field without a column") << QByteArray("payload ascending $.a");
}

/// Else nothing would tell why the newest is not on top.
void TestMonitorPageState::beginsNewestFirst()
{
    QFETCH(const QByteArray, state);
    close();
    m_state->save(WindowState::Part::Order, state);
    open();
    QVERIFY(model().order().isNewestFirst());
}

void TestMonitorPageState::remembersTheTabOfTheDetails()
{
    QCOMPARE(find<QTabWidget>("detailsTabs")->currentWidget(), find<QWidget>("summaryPanel"));
    find<QTabWidget>("detailsTabs")->setCurrentWidget(find<QWidget>("payloadPanel"));
    reopen();
    QCOMPARE(find<QTabWidget>("detailsTabs")->currentWidget(), find<QWidget>("payloadPanel"));
    close();
    m_state->save(WindowState::Part::DetailsTab, "no tab");
    open();
    QCOMPARE(find<QTabWidget>("detailsTabs")->currentWidget(), find<QWidget>("summaryPanel"));
}

void TestMonitorPageState::remembersTheTabThatAMisdirectedRequestLacks()
{
    auto* tabs = find<QTabWidget>("detailsTabs");
    tabs->setCurrentWidget(find<QWidget>("payloadPanel"));
    listen();
    DeliverySender sender;
    OutgoingDelivery astray;
    astray.target = m_session->endpoints().constFirst().url.resolved(QUrl(QStringLiteral("/elsewhere")));
    astray.body = body(1);
    sender.send(astray);
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 1, patience);
    list()->selectDelivery(model().numberAt(0));
    QTRY_VERIFY(tabs->isVisible() && tabs->currentWidget() != find<QWidget>("payloadPanel"));
    reopen();
    QCOMPARE(find<QTabWidget>("detailsTabs")->currentWidget(), find<QWidget>("payloadPanel"));
}

QTEST_MAIN(TestMonitorPageState)
#include "test_monitorpagestate.moc"
