// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/deliveryorder.h"

#include <QObject>

class QTableView;

namespace kaunt {

class DeliveryListModel;
class SortMenu;

/// How the list of deliveries is sorted, as its header and a menu show it and set it: a click on a column's header
/// sorts upwards, downwards, and newest first again. Of very many chosen rows only the current one stays so. A child of
/// the list, whose accessible name tells it as well; the model must outlive it. GUI thread.
class SortControls final : public QObject {
    Q_OBJECT

public:
    SortControls(QTableView& list, DeliveryListModel& model);

    [[nodiscard]] SortMenu* menu() const { return m_menu; }
    void showOrder();
    [[nodiscard]] QByteArray state() const; ///< the order, for a later start
    /// Whether the list is sorted so from now on: not where the state can't be read, nor by a column that is not shown,
    /// for nothing would tell why the newest is not on top. The columns are as they are to be.
    bool restore(const QByteArray& state);

private:
    [[nodiscard]] int sectionOf(const DeliveryOrder& order) const; ///< -1 where it has no column
    [[nodiscard]] DeliveryOrder orderOfClick(int section) const;
    void limitSelection();

    QTableView& m_list;
    DeliveryListModel& m_model;
    SortMenu* m_menu;
};

} // namespace kaunt
