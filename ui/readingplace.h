// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/deliveryorder.h"

#include <QtGlobal>

class QTableView;

namespace kaunt {

class DeliveryListModel;

/// What somebody reads in a list, so that it stays where it is seen while the rows are moved: the chosen delivery where
/// it is in sight, or the one on top. A list that is seen from its top on stays there while rows come and go, and one
/// in another order begins at its top where nothing is chosen that could be followed. A plain value.
class ReadingPlace {
public:
    ReadingPlace() = default;
    ReadingPlace(const QTableView& view, const DeliveryListModel& model);

    [[nodiscard]] bool isReordered(const DeliveryListModel& model) const;
    /// Which row is to be on top now.
    [[nodiscard]] int topRow(const DeliveryListModel& model) const;

private:
    DeliveryOrder m_order;
    int m_top = 0;
    qint64 m_onTop = 0;
    qint64 m_chosen = 0; ///< where it is in sight
    int m_rowsBelowTop = 0;
};

/// Whether a row is in sight whole, in so high a list.
[[nodiscard]] bool isRowInSight(const QTableView& view, int row, int height);

} // namespace kaunt
