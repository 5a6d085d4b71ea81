// SPDX-License-Identifier: MIT
#pragma once

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

private:
    void limitSelection();

    QTableView& m_list;
    DeliveryListModel& m_model;
    SortMenu* m_menu;
};

} // namespace kaunt
