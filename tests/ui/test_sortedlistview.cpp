// SPDX-License-Identifier: MIT
#include "tests/ui/shownlist.h"
#include "ui/sortmenu.h"

#include <QHeaderView>
#include <QSignalSpy>
#include <QTest>
#include <QWindow>

using namespace kaunt;
using namespace kaunt::test;

/// The list in another order than that of arrival: how it is chosen, and that what is read or chosen stays in sight.
class TestSortedListView final : public ShownList {
    Q_OBJECT

private Q_SLOTS:
    void init() { show(); }
    void sortsByAClickOnAHeader();
    void sortsByItsMenu();
    void leavesTheOrderOutOfTheColumns();
    void keepsTheChosenDeliveryInSightWhenSorted();
    void beginsAtTheTopWhenSorted();
    void staysWhereItIsReadWhileSorted();
    void staysWhereItIsReadWhenTheChosenOneLeaves();
    void goesToTheNewestOfASortedList();

private:
    void clickOn(DeliveryColumn column) const;
    [[nodiscard]] bool isIn(const DeliveryOrder& order) const;
};

void TestSortedListView::clickOn(DeliveryColumn column) const
{
    const QHeaderView* header = m_view->horizontalHeader();
    const int section = static_cast<int>(column);
    const int x = header->sectionViewportPosition(section) + header->sectionSize(section) / 2;
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, {x, header->height() / 2});
}

bool TestSortedListView::isIn(const DeliveryOrder& order) const
{
    const auto isThere = [this, &order] {
        return m_list->model().shownOrder() == order && !m_list->model().isSearching();
    };
    return QTest::qWaitFor(isThere, listPatience);
}

void TestSortedListView::sortsByAClickOnAHeader()
{
    const QHeaderView* header = m_view->horizontalHeader();
    QVERIFY(m_view->accessibleName().contains(QStringLiteral("newest first")));
    QCOMPARE(header->sortIndicatorSection(), static_cast<int>(DeliveryColumn::Time));
    clickOn(DeliveryColumn::Id);
    QCOMPARE(header->sortIndicatorSection(), static_cast<int>(DeliveryColumn::Id));
    QCOMPARE(header->sortIndicatorOrder(), Qt::AscendingOrder);
    QVERIFY(isIn({DeliveryOrder::Key::EventId, true}));
    QCOMPARE(numberOnTop(), 1); // event-0
    QVERIFY(m_view->accessibleName().contains(QStringLiteral("Id, sorted ascending")));
    clickOn(DeliveryColumn::Id);
    QCOMPARE(header->sortIndicatorOrder(), Qt::DescendingOrder);
    QVERIFY(isIn({DeliveryOrder::Key::EventId, false}));
    QCOMPARE(numberOnTop(), 10); // event-9
    clickOn(DeliveryColumn::Id);
    QVERIFY(isIn({}));
    QCOMPARE(numberOnTop(), 50);
    QCOMPARE(header->sortIndicatorSection(), static_cast<int>(DeliveryColumn::Time));
    clickOn(DeliveryColumn::Time);
    QVERIFY(isIn({DeliveryOrder::Key::Arrival, true}));
    QCOMPARE(numberOnTop(), 1);
    QVERIFY(!m_view->selectionModel()->hasSelection());
}

void TestSortedListView::sortsByItsMenu()
{
    const auto action = [this](const char* name) {
        return m_view->sortMenu()->findChild<QAction*>(QLatin1String(name));
    };
    QVERIFY(action("sortNewestFirst")->isChecked());
    action("sortColumn4")->trigger();
    QVERIFY(isIn({DeliveryOrder::Key::EventId, true}));
    QVERIFY(action("sortColumn4")->isChecked() && action("sortAscending")->isChecked());
    QVERIFY(!action("sortNewestFirst")->isChecked());
    action("sortDescending")->trigger();
    QVERIFY(isIn({DeliveryOrder::Key::EventId, false}));
    action("sortColumn4")->trigger(); // once more is no change
    QVERIFY(action("sortColumn4")->isChecked() && action("sortDescending")->isChecked());
    action("sortNewestFirst")->trigger();
    QVERIFY(isIn({}));
    QCOMPARE(m_view->horizontalHeader()->sortIndicatorSection(), static_cast<int>(DeliveryColumn::Time));
}

void TestSortedListView::leavesTheOrderOutOfTheColumns()
{
    clickOn(DeliveryColumn::Id);
    QVERIFY(isIn({DeliveryOrder::Key::EventId, true}));
    ListedLog other;
    DeliveryListView next(other.model());
    next.restoreColumns(m_view->columnsState());
    QVERIFY(other.model().order().isNewestFirst());
    QCOMPARE(next.horizontalHeader()->sortIndicatorSection(), static_cast<int>(DeliveryColumn::Time));
}

void TestSortedListView::keepsTheChosenDeliveryInSightWhenSorted()
{
    m_view->verticalScrollBar()->setValue(20);
    m_view->selectDelivery(25);
    const int place = m_view->visualRect(m_view->currentIndex()).top();
    const QSignalSpy selected(m_view.get(), &DeliveryListView::deliverySelected);
    clickOn(DeliveryColumn::Id);
    QVERIFY(isIn({DeliveryOrder::Key::EventId, true}));
    QCOMPARE(m_view->currentDelivery(), 25);
    QVERIFY(m_view->selectionModel()->isRowSelected(m_list->model().rowOf(25)));
    QCOMPARE(m_view->visualRect(m_view->currentIndex()).top(), place);
    QVERIFY(selected.isEmpty());
}

void TestSortedListView::beginsAtTheTopWhenSorted()
{
    m_view->selectDelivery(50);
    m_view->verticalScrollBar()->setValue(30);
    m_list->append(manyDeliveries(3, QStringLiteral("later")));
    QTRY_VERIFY_WITH_TIMEOUT(newButton()->isVisible(), listPatience);
    clickOn(DeliveryColumn::Id);
    QVERIFY(isIn({DeliveryOrder::Key::EventId, true}));
    QCOMPARE(m_view->verticalScrollBar()->value(), 0);
    QCOMPARE(m_view->currentDelivery(), 50);
    QVERIFY(!newButton()->isVisible());
}

void TestSortedListView::staysWhereItIsReadWhileSorted()
{
    clickOn(DeliveryColumn::Id);
    QVERIFY(isIn({DeliveryOrder::Key::EventId, true}));
    m_list->append(manyDeliveries(3, QStringLiteral("a")));
    QTRY_COMPARE_WITH_TIMEOUT(numberOnTop(), 51, listPatience);
    m_view->verticalScrollBar()->setValue(20);
    const qint64 read = numberOnTop();
    m_list->append(manyDeliveries(3, QStringLiteral("b")));
    QTRY_COMPARE_WITH_TIMEOUT(m_list->model().rowCount(), 56, listPatience);
    QCOMPARE(numberOnTop(), read);
    QCOMPARE(m_view->verticalScrollBar()->value(), 23);
    QVERIFY(!newButton()->isVisible());
}

void TestSortedListView::staysWhereItIsReadWhenTheChosenOneLeaves()
{
    clickOn(DeliveryColumn::Id);
    QVERIFY(isIn({DeliveryOrder::Key::EventId, true}));
    m_view->verticalScrollBar()->setValue(20);
    const qint64 read = numberOnTop();
    m_view->selectDelivery(m_list->model().numberAt(22));
    m_list->model().takeRemoved({m_view->currentDelivery()});
    QTRY_COMPARE_WITH_TIMEOUT(m_list->model().rowCount(), 49, listPatience);
    QCOMPARE(numberOnTop(), read);
    QCOMPARE(m_view->currentDelivery(), 0);
}

void TestSortedListView::goesToTheNewestOfASortedList()
{
    clickOn(DeliveryColumn::Id);
    QVERIFY(isIn({DeliveryOrder::Key::EventId, true}));
    m_view->goToNewest();
    QCOMPARE(m_view->currentDelivery(), 50);
    QVERIFY(m_view->viewport()->rect().contains(m_view->visualRect(m_view->currentIndex()).center()));
    // By way of the window, so that Qt knows of the pressed key as it does when somebody presses it.
    m_view->activateWindow();
    m_view->setFocus();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    QTest::keyClick(m_view->windowHandle(), Qt::Key_Home, Qt::ControlModifier);
    QCOMPARE(m_view->currentDelivery(), 1);
    QCOMPARE(m_view->selectionModel()->selectedRows().size(), 1);
}

QTEST_MAIN(TestSortedListView)
#include "test_sortedlistview.moc"
