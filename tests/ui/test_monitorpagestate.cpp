// SPDX-License-Identifier: MIT
#include "tests/ui/monitorpagefixture.h"

#include <QAction>
#include <QHeaderView>
#include <QMenu>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// What is found as it was when the page is opened again.
class TestMonitorPageState final : public MonitorPageFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { close(); }
    void addsAColumnForAFieldOfThePayload();
    void remembersTheColumns();
    void remembersHowTimesAreTold();
};

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
    m_page->saveState(*m_state);
    close();
    open();
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
    m_page->saveState(*m_state);
    close();
    open();
    QVERIFY(!list()->isColumnHidden(peer));
    QCOMPARE(list()->columnWidth(0), 222);
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

QTEST_MAIN(TestMonitorPageState)
#include "test_monitorpagestate.moc"
