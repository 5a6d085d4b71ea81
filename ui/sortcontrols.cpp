// SPDX-License-Identifier: MIT
#include "ui/sortcontrols.h"

#include "ui/deliverycolumns.h"
#include "ui/deliverylistmodel.h"
#include "ui/sortcolumns.h"
#include "ui/sortmenu.h"

#include <QHeaderView>
#include <QTableView>

namespace kaunt {

SortControls::SortControls(QTableView& list, DeliveryListModel& model)
    : QObject(&list)
    , m_list(list)
    , m_model(model)
    , m_menu(new SortMenu(&list))
{
    QHeaderView* header = list.horizontalHeader();
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    // In a list of whole rows Qt would choose all of them.
    disconnect(header, &QHeaderView::sectionPressed, &list, nullptr);
    disconnect(header, &QHeaderView::sectionEntered, &list, nullptr);
    connect(header, &QHeaderView::sectionClicked, this, [this](int section) {
        m_model.setOrder(nextOrder(static_cast<DeliveryColumn>(section), m_model.order()));
        showOrder(); // Qt has turned the arrow
    });
    connect(m_menu, &SortMenu::orderChosen, &model, &DeliveryListModel::setOrder);
    connect(m_menu, &SortMenu::orderChosen, this, &SortControls::showOrder);
    connect(&model, &DeliveryListModel::orderChanged, this, &SortControls::showOrder);
    connect(&model, &DeliveryListModel::aboutToMoveRows, this, &SortControls::limitSelection);
    showOrder();
}

void SortControls::showOrder()
{
    const DeliveryOrder& order = m_model.order();
    const DeliveryColumn column = sortedColumn(order);
    m_list.horizontalHeader()->setSortIndicator(static_cast<int>(column),
                                                order.isAscending ? Qt::AscendingOrder : Qt::DescendingOrder);
    m_menu->setOrder(order);
    m_list.setAccessibleName(order.isNewestFirst()
                                 ? tr("Deliveries, newest first")
                                 : tr("Deliveries, %1").arg(titleWithOrder(columnTitle(column), column, order)));
}

/// To move every one of them would take long.
void SortControls::limitSelection()
{
    constexpr int most = 5'000;
    QItemSelectionModel* chosen = m_list.selectionModel();
    int selected = 0;
    const QItemSelection ranges = chosen->selection();
    for (const QItemSelectionRange& range : ranges)
        selected += range.height();
    if (selected > most)
        chosen->select(m_list.currentIndex(), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

} // namespace kaunt
