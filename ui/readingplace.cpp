// SPDX-License-Identifier: MIT
#include "ui/readingplace.h"

#include "ui/deliverylistmodel.h"

#include <QScrollBar>
#include <QTableView>

#include <algorithm>

namespace kaunt {

ReadingPlace::ReadingPlace(const QTableView& view, const DeliveryListModel& model)
    : m_order(model.shownOrder())
    , m_top(view.verticalScrollBar()->value())
    , m_onTop(model.numberAt(m_top))
{
    const int last = view.rowAt(view.viewport()->height() - 1);
    const int chosen = view.currentIndex().row();
    const bool isInSight = chosen >= m_top && (last < 0 || chosen <= last);
    if (isInSight && view.selectionModel()->isRowSelected(chosen)) { // Qt makes one current without being asked
        m_chosen = model.numberAt(chosen);
        m_rowsBelowTop = chosen - m_top;
    }
}

bool ReadingPlace::isReordered(const DeliveryListModel& model) const
{
    return m_order != model.shownOrder();
}

int ReadingPlace::topRow(const DeliveryListModel& model) const
{
    if (!isReordered(model) && m_top == 0)
        return 0;
    if (const int row = model.rowOf(m_chosen); row >= 0 && !model.isLeaving(row))
        return std::max(0, row - m_rowsBelowTop);
    if (isReordered(model))
        return 0;
    const int row = model.rowOf(m_onTop);
    return row >= 0 && !model.isLeaving(row) ? row : m_top;
}

bool isRowInSight(const QTableView& view, int row, int height)
{
    const int top = view.rowViewportPosition(row);
    return top >= 0 && top + view.rowHeight(row) <= height;
}

} // namespace kaunt
