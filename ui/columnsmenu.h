// SPDX-License-Identifier: MIT
#pragma once

#include <QMenu>

class QTableView;

namespace kaunt {

/// One checkable action for each column of the list of deliveries. Of the shown ones the last can't go. The view owns
/// it; GUI thread.
class ColumnsMenu final : public QMenu {
    Q_OBJECT

public:
    explicit ColumnsMenu(QTableView& view);

Q_SIGNALS:
    void columnToggled();

private:
    void showState();

    QTableView& m_view;
};

} // namespace kaunt
