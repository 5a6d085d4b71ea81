// SPDX-License-Identifier: MIT
#pragma once

#include <QMenu>

class QTableView;

namespace kaunt {

class FittedColumns;

/// One checkable action for each column of the list of deliveries. Of the shown ones the last can't go. The
/// view owns it; GUI thread.
class ColumnsMenu final : public QMenu {
    Q_OBJECT

public:
    ColumnsMenu(QTableView& view, FittedColumns& columns);

private:
    void showState();

    QTableView& m_view;
};

} // namespace kaunt
