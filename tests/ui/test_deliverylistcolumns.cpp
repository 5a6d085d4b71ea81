// SPDX-License-Identifier: MIT
#include "tests/ui/shownlist.h"

#include <QHeaderView>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// The columns of the list: as wide as they have to be until somebody arranges them, then as they were left.
class TestDeliveryListColumns final : public ShownList {
    Q_OBJECT

private Q_SLOTS:
    void init() { show(); }
    void hasRoomForTheMarkOfDrift();
    void remembersTheColumns();
    void fitsItsColumnsUntilSomebodyArrangesThem_data();
    void fitsItsColumnsUntilSomebodyArrangesThem();
    void tellsOfWhatIsArrangedAndOfNothingElse();
    void fitsAColumnThatIsAddedBesideTheOthers();
    void scrollsToAColumnThatIsAdded();
    void keepsAColumnInSight();
};

/// It comes later than the rows that the columns are fitted to.
void TestDeliveryListColumns::hasRoomForTheMarkOfDrift()
{
    const auto width = [this] { return m_view->columnWidth(static_cast<int>(DeliveryColumn::Event)); };
    const QFontMetrics metrics = m_view->fontMetrics();
    m_view->resize(1'200, m_view->height());
    QVERIFY(width() > metrics.horizontalAdvance(QStringLiteral("▲ Proposal completed (breaking)")));
    m_view->resize(300, m_view->height()); // there is none for anything but the words
    QVERIFY(width() < metrics.horizontalAdvance(QStringLiteral("▲ Proposal completed (breaking)")));
    QVERIFY(width() > metrics.horizontalAdvance(QStringLiteral("Proposal completed")));
}

void TestDeliveryListColumns::remembersTheColumns()
{
    QHeaderView* header = m_view->horizontalHeader();
    const int peer = static_cast<int>(DeliveryColumn::Peer);
    QVERIFY(m_view->isColumnHidden(peer));
    QMenu* menu = m_view->columnsMenu();
    menu->actions().at(peer)->trigger();
    menu->actions().at(static_cast<int>(DeliveryColumn::Company))->trigger();
    header->moveSection(header->visualIndex(peer), 0);
    header->resizeSection(peer, 77);

    DeliveryListView next(m_list->model());
    next.restoreColumns(m_view->columnsState());
    QVERIFY(!next.isColumnHidden(peer));
    QVERIFY(next.isColumnHidden(static_cast<int>(DeliveryColumn::Company)));
    QCOMPARE(next.horizontalHeader()->visualIndex(peer), 0);
    QCOMPARE(next.columnWidth(peer), 77);

    DeliveryListView untouched(m_list->model());
    untouched.restoreColumns("not a state");
    QVERIFY(untouched.isColumnHidden(peer));
}

void TestDeliveryListColumns::fitsItsColumnsUntilSomebodyArrangesThem_data()
{
    QTest::addColumn<int>("points");
    QTest::newRow("as it is") << 9;
    QTest::newRow("large") << 12;
}

/// In every font nothing but the id is cut, and nothing has to be scrolled sideways.
void TestDeliveryListColumns::fitsItsColumnsUntilSomebodyArrangesThem()
{
    QFETCH(const int, points);
    QFont font = m_view->font();
    font.setPointSize(points);
    m_view->setFont(font);
    m_view->resize(1'160, 300);
    QTRY_COMPARE(m_view->horizontalScrollBar()->maximum(), 0);
    const QAbstractItemView& items = *m_view;
    for (const auto column : {DeliveryColumn::Time, DeliveryColumn::Signature, DeliveryColumn::Event,
                              DeliveryColumn::Attempts, DeliveryColumn::Resource}) {
        const int section = static_cast<int>(column);
        QVERIFY2(m_view->columnWidth(section) >= items.sizeHintForColumn(section), qPrintable(columnTitle(column)));
    }
    const int event = m_view->columnWidth(static_cast<int>(DeliveryColumn::Event));
    m_list->append({verifiedDelivery(QStringLiteral("later"))});
    m_view->resize(1'160, 200); // which moves nothing under the eyes of whoever reads
    QCOMPARE(m_view->columnWidth(static_cast<int>(DeliveryColumn::Event)), event);
    QVERIFY(m_view->columnsState().isEmpty());
    m_view->horizontalHeader()->resizeSection(static_cast<int>(DeliveryColumn::Event), 60);
    m_view->resize(1'000, 300);
    QCOMPARE(m_view->columnWidth(static_cast<int>(DeliveryColumn::Event)), 60);
    QVERIFY(!m_view->columnsState().isEmpty());
}

/// What is told is kept, over what another window may have kept meanwhile.
void TestDeliveryListColumns::tellsOfWhatIsArrangedAndOfNothingElse()
{
    QSignalSpy told(m_view.get(), &DeliveryListView::columnsArranged);
    const auto isTold = [this, &told] {
        const bool isToldOfSomething = !told.isEmpty();
        told.clear();
        for (const int width : {900, 1'300})
            m_view->resize(width, 300);
        return isToldOfSomething && told.isEmpty();
    };
    m_view->resize(1'000, 300);
    QVERIFY(told.isEmpty());
    QAction* peer = m_view->columnsMenu()->actions().at(static_cast<int>(DeliveryColumn::Peer));
    for (int i = 0; i < 2; ++i) {
        peer->trigger();
        QVERIFY(isTold());
    }
    m_view->horizontalHeader()->moveSection(0, 2);
    QVERIFY(isTold());
    m_list->model().addPayloadColumn(QStringLiteral("$.Total"));
    QVERIFY(isTold());
    m_view->horizontalHeader()->resizeSection(static_cast<int>(DeliveryColumn::Event), 60);
    QVERIFY(isTold());
    m_list->model().removePayloadColumn(QStringLiteral("$.Total"));
    QVERIFY(isTold());
    const QByteArray state = m_view->columnsState();
    m_view->restoreColumns(state);
    QVERIFY(told.isEmpty());
}

/// And goes on to follow the window, also the next time.
void TestDeliveryListColumns::fitsAColumnThatIsAddedBesideTheOthers()
{
    const int id = static_cast<int>(DeliveryColumn::Id);
    const int added = deliveryColumnCount;
    constexpr int points = 9;
    QFont font = m_view->font();
    font.setPointSize(points);
    m_view->setFont(font);
    m_view->resize(1'300, 300);
    m_list->model().addPayloadColumn(QStringLiteral("$.Total"));
    m_view->columnsMenu()->actions().at(static_cast<int>(DeliveryColumn::Mark))->trigger(); // hides it
    QTRY_COMPARE(m_view->horizontalScrollBar()->maximum(), 0);
    QVERIFY(m_view->columnWidth(added) > 0);
    const int wide = m_view->columnWidth(id);
    m_view->resize(1'000, 300);
    QTRY_COMPARE(m_view->horizontalScrollBar()->maximum(), 0);
    const int narrow = m_view->columnWidth(id);
    QVERIFY(narrow < wide);

    DeliveryListView next(m_list->model());
    next.setFont(font);
    next.restoreColumns(m_view->columnsState());
    QVERIFY(next.isColumnHidden(static_cast<int>(DeliveryColumn::Mark)));
    next.resize(1'300, 300);
    next.show();
    QTRY_VERIFY(next.columnWidth(id) > narrow);
}

void TestDeliveryListColumns::scrollsToAColumnThatIsAdded()
{
    m_view->resize(500, 300);
    m_list->model().addPayloadColumn(QStringLiteral("$.Total"));
    const QRect cell = m_view->visualRect(m_list->model().index(0, deliveryColumnCount));
    QVERIFY(m_view->viewport()->rect().contains(cell.center()));
}

void TestDeliveryListColumns::keepsAColumnInSight()
{
    for (int column = 1; column < deliveryColumnCount; ++column)
        m_view->setColumnHidden(column, true);
    QMenu* menu = m_view->columnsMenu();
    Q_EMIT menu->aboutToShow();
    QVERIFY(!menu->actions().constFirst()->isEnabled());
    QVERIFY(menu->actions().at(1)->isEnabled());
}

QTEST_MAIN(TestDeliveryListColumns)
#include "test_deliverylistcolumns.moc"
