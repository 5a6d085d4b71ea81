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
        m_model.setOrder(orderOfClick(section));
        showOrder(); // Qt has turned the arrow
    });
    connect(m_menu, &SortMenu::orderChosen, &model, &DeliveryListModel::setOrder);
    connect(m_menu, &SortMenu::orderChosen, this, &SortControls::showOrder);
    connect(&model, &DeliveryListModel::orderChanged, this, &SortControls::showOrder);
    const auto showColumns = [this] {
        m_menu->setPayloadColumns(m_model.payloadColumns());
        showOrder();
    };
    connect(&model, &DeliveryListModel::payloadColumnsChanged, this, showColumns);
    connect(&model, &DeliveryListModel::aboutToMoveRows, this, &SortControls::limitSelection);
    showColumns();
}

int SortControls::sectionOf(const DeliveryOrder& order) const
{
    if (order.key != DeliveryOrder::Key::PayloadField)
        return static_cast<int>(sortedColumn(order));
    const qsizetype place = m_model.payloadColumns().indexOf(order.path);
    return place < 0 ? -1 : deliveryColumnCount + static_cast<int>(place);
}

DeliveryOrder SortControls::orderOfClick(int section) const
{
    const qsizetype field = section - deliveryColumnCount;
    return field < 0 ? nextOrder(static_cast<DeliveryColumn>(section), m_model.order())
                     : nextOrder(m_model.payloadColumns().value(field), m_model.order());
}

void SortControls::showOrder()
{
    const DeliveryOrder& order = m_model.order();
    const DeliveryColumn column = sortedColumn(order);
    const int section = sectionOf(order);
    m_list.horizontalHeader()->setSortIndicator(section, order.isAscending ? Qt::AscendingOrder : Qt::DescendingOrder);
    m_menu->setOrder(order);
    const QString sorted = section < deliveryColumnCount
                               ? titleWithOrder(columnTitle(column), column, order)
                               : m_model.headerData(section, Qt::Horizontal, Qt::AccessibleTextRole).toString();
    m_list.setAccessibleName(order.isNewestFirst() ? tr("Deliveries, newest first") : tr("Deliveries, %1").arg(sorted));
}

QByteArray SortControls::state() const
{
    return orderCode(m_model.order()).toUtf8();
}

bool SortControls::restore(const QByteArray& state)
{
    const DeliveryOrder order = orderFromCode(QString::fromUtf8(state));
    const int section = sectionOf(order);
    if (order.isNewestFirst() || section < 0 || m_list.isColumnHidden(section))
        return false;
    m_model.setOrder(order);
    return true;
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
