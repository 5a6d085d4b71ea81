// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/deliveryorder.h"

#include <QMenu>

class QActionGroup;

namespace kaunt {

/// The orders of the list by name: the columns that it can be sorted by, the direction, and newest first. GUI thread.
class SortMenu final : public QMenu {
    Q_OBJECT

public:
    explicit SortMenu(QWidget* parent = nullptr);

    void setOrder(const DeliveryOrder& order); ///< is told to nobody

Q_SIGNALS:
    void orderChosen(const kaunt::DeliveryOrder& order);

private:
    void addColumns();
    void addDirections();

    QActionGroup* m_columns;
    QActionGroup* m_directions;
    QAction* m_newestFirst;
    DeliveryOrder m_order;
};

} // namespace kaunt
