// SPDX-License-Identifier: MIT
#include "tests/core/storage/logfixture.h"
#include "tests/ui/listedlog.h"
#include "ui/deliverylistview.h"
#include "ui/filterterms.h"
#include "ui/sortmenu.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// Columns with what the payloads say, read with the rows and taken away again.
class TestPayloadColumns final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void showWhatThePayloadsSay();
    void areReadForWhatComesIn();
    void areOnceEachAndFew();
    void areReadAnewWhenTheyChange();
    void canBeFilteredBy();
    void areSortedBy();
    void areCopiedWithTheRow();
    void belongToTheSelectedRows();
    void areRemovedByTheMenu();

private:
    [[nodiscard]] DeliveryListModel& model() const { return m_list->model(); }
    [[nodiscard]] QString value(int row, int column = 0) const
    {
        return model().index(row, deliveryColumnCount + column).data().toString();
    }

    std::unique_ptr<ListedLog> m_list;
};

namespace {

Delivery saying(const QString& id, const QByteArray& body)
{
    Delivery delivery = verifiedDelivery(id);
    delivery.body = body;
    return delivery;
}

} // namespace

void TestPayloadColumns::init()
{
    m_list = std::make_unique<ListedLog>();
    m_list->append({saying(QStringLiteral("a"), R"({"Total":12.50,"Note":"see \u202e<b>"})"),
                    saying(QStringLiteral("b"), R"({"Note":"x"})"), refusedDelivery("no json")});
    QVERIFY(m_list->ask(foldedQuery()));
}

void TestPayloadColumns::showWhatThePayloadsSay()
{
    const QSignalSpy changed(&model(), &DeliveryListModel::payloadColumnsChanged);
    model().addPayloadColumn(QStringLiteral("$.Total"));
    model().addPayloadColumn(QStringLiteral("$.Note"));
    QCOMPARE(changed.size(), 2);
    QCOMPARE(model().columnCount(), deliveryColumnCount + 2);
    QCOMPARE(model().headerData(deliveryColumnCount, Qt::Horizontal).toString(), QStringLiteral("Total"));
    QTRY_COMPARE(value(2), QStringLiteral("12.50"));
    QCOMPARE(value(2, 1), QStringLiteral("see ⟨U+202E⟩<b>"));
    QCOMPARE(value(1), QStringLiteral("–"));
    QCOMPARE(value(1, 1), QStringLiteral("x"));
    QCOMPARE(value(0), QStringLiteral("–"));
    QCOMPARE(model().index(2, deliveryColumnCount).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("Total: 12.50"));
    QVERIFY(!model().index(2, deliveryColumnCount + 1).data(Qt::ToolTipRole).toString().contains(u"<b>"));
}

void TestPayloadColumns::areReadForWhatComesIn()
{
    model().addPayloadColumn(QStringLiteral("$.Total"));
    m_list->append({saying(QStringLiteral("c"), R"({"Total":3})")});
    QTRY_COMPARE(model().rowCount(), 4);
    QTRY_COMPARE(value(0), QStringLiteral("3"));
}

void TestPayloadColumns::areOnceEachAndFew()
{
    model().addPayloadColumn(QStringLiteral("$.Total"));
    model().addPayloadColumn(QStringLiteral("$.Total"));
    model().addPayloadColumn({});
    QCOMPARE(model().columnCount(), deliveryColumnCount + 1);
    for (int i = 0; i < 100; ++i)
        model().addPayloadColumn(QStringLiteral("$.a%1").arg(i));
    QCOMPARE(model().columnCount(), deliveryColumnCount + 8);
}

void TestPayloadColumns::areReadAnewWhenTheyChange()
{
    model().addPayloadColumn(QStringLiteral("$.Total"));
    QTRY_COMPARE(value(2), QStringLiteral("12.50"));
    model().addPayloadColumn(QStringLiteral("$.Note"));
    model().removePayloadColumn(QStringLiteral("$.Total"));
    QCOMPARE(model().columnCount(), deliveryColumnCount + 1);
    QTRY_COMPARE(value(1), QStringLiteral("x"));
    model().removePayloadColumn(QStringLiteral("$.Absent"));
    QCOMPARE(model().columnCount(), deliveryColumnCount + 1);
}

void TestPayloadColumns::canBeFilteredBy()
{
    model().addPayloadColumn(QStringLiteral("$.Total"));
    QTRY_COMPARE(value(2), QStringLiteral("12.50"));
    QCOMPARE(model().index(2, deliveryColumnCount).data(filterTermRole).toString(),
             QStringLiteral("field:Total=12.50"));
    QVERIFY(model().index(1, deliveryColumnCount).data(filterTermRole).toString().isEmpty());
}

/// By a click on their header and by the menu; newest first again once the column is gone.
void TestPayloadColumns::areSortedBy()
{
    m_list->append({saying(QStringLiteral("c"), R"({"Total":9.75})")});
    QTRY_COMPARE(model().rowCount(), 4);
    DeliveryListView view(model());
    model().addPayloadColumn(QStringLiteral("$.Total"));
    QHeaderView* header = view.horizontalHeader();
    Q_EMIT header->sectionClicked(deliveryColumnCount);
    QTRY_COMPARE(model().numberAt(1), 1); // behind 4, which is the newest, too
    QCOMPARE(model().numberAt(0), 4);
    QCOMPARE(header->sortIndicatorSection(), deliveryColumnCount);
    QCOMPARE(header->sortIndicatorOrder(), Qt::AscendingOrder);
    QCOMPARE(view.accessibleName(), QStringLiteral("Deliveries, Total, sorted ascending"));
    const auto* action = view.sortMenu()->findChild<QAction*>(QStringLiteral("sortColumn-$.Total"));
    QVERIFY(action);
    QVERIFY(action->isChecked());
    Q_EMIT header->sectionClicked(deliveryColumnCount);
    QTRY_COMPARE(model().numberAt(0), 1);
    QCOMPARE(model().numberAt(1), 4);
    m_list->append({saying(QStringLiteral("d"), R"({"Total":11})")});
    QTRY_COMPARE(model().rowCount(), 5);
    QTRY_COMPARE(model().numberAt(1), 5); // it finds its place
    model().removePayloadColumn(QStringLiteral("$.Total"));
    QVERIFY(model().order().isNewestFirst());
    QTRY_COMPARE(model().numberAt(0), 5);
    QCOMPARE(header->sortIndicatorSection(), 0);
}

void TestPayloadColumns::areCopiedWithTheRow()
{
    model().addPayloadColumn(QStringLiteral("$.Total"));
    QTRY_COMPARE(value(2), QStringLiteral("12.50"));
    DeliveryListView view(model());
    view.selectDelivery(1);
    view.copyRows();
    QVERIFY2(QApplication::clipboard()->text().endsWith(QStringLiteral("\t12.50")),
             qPrintable(QApplication::clipboard()->text()));
}

void TestPayloadColumns::belongToTheSelectedRows()
{
    DeliveryListView view(model());
    view.selectDelivery(2);
    model().addPayloadColumn(QStringLiteral("$.Total"));
    QCOMPARE(view.selectionModel()->selectedRows().size(), 1);
    QCOMPARE(view.currentDelivery(), 2);
}

void TestPayloadColumns::areRemovedByTheMenu()
{
    DeliveryListView view(model());
    model().addPayloadColumn(QStringLiteral("$.Total"));
    model().addPayloadColumn(QStringLiteral("$.Note"));
    auto* remove = view.columnsMenu()->findChild<QAction*>(QStringLiteral("remove-$.Total"));
    QVERIFY(remove);
    QCOMPARE(remove->text(), QStringLiteral("Remove $.Total"));
    remove->trigger();
    QTRY_COMPARE(model().payloadColumns(), QStringList{QStringLiteral("$.Note")});
    QVERIFY(!view.columnsMenu()->findChild<QAction*>(QStringLiteral("remove-$.Total")));
    QVERIFY(view.columnsMenu()->findChild<QAction*>(QStringLiteral("remove-$.Note")));
}

QTEST_MAIN(TestPayloadColumns)
#include "test_payloadcolumns.moc"
