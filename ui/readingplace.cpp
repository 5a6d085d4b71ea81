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
{
    m_number = model.numberAt(m_top);
    const int last = view.rowAt(view.viewport()->height() - 1);
    const int chosen = view.currentIndex().row();
    const bool isInSight = chosen >= m_top && (last < 0 || chosen <= last);
    m_isChosen = isInSight && view.selectionModel()->isRowSelected(chosen); // Qt makes one current without being asked
    if (m_isChosen) {
        m_number = model.numberAt(chosen);
        m_rowsBelowTop = chosen - m_top;
    }
}

bool ReadingPlace::isReordered(const DeliveryListModel& model) const
{
    return m_order != model.shownOrder();
}

int ReadingPlace::topRow(const DeliveryListModel& model) const
{
    if (isReordered(model) ? !m_isChosen : m_top == 0)
        return 0;
    const int row = model.rowOf(m_number);
    return row < 0 ? m_top : std::max(0, row - m_rowsBelowTop);
}

} // namespace kaunt
