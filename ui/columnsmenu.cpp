// SPDX-License-Identifier: MIT
#include "ui/columnsmenu.h"

#include "ui/fittedcolumns.h"

#include <QAction>
#include <QHeaderView>
#include <QTableView>

namespace kaunt {

ColumnsMenu::ColumnsMenu(QTableView& view, FittedColumns& columns)
    : QMenu(tr("&Columns"), &view)
    , m_view(view)
{
    setObjectName(QStringLiteral("columnsMenu"));
    for (int i = 0; i < deliveryColumnCount; ++i) {
        QAction* action = addAction(columnTitle(static_cast<DeliveryColumn>(i)));
        action->setObjectName(QStringLiteral("column%1").arg(i));
        action->setCheckable(true);
        action->setChecked(!view.isColumnHidden(i));
        connect(action, &QAction::toggled, &columns, [i, &columns](bool isShown) { columns.setShown(i, isShown); });
    }
    connect(this, &QMenu::aboutToShow, this, &ColumnsMenu::showState);
}

void ColumnsMenu::showState()
{
    const QList<QAction*> all = actions();
    const int hidden = m_view.horizontalHeader()->hiddenSectionCount();
    for (int i = 0; i < deliveryColumnCount; ++i) {
        const QSignalBlocker quiet(all.at(i)); // it is so already
        all.at(i)->setChecked(!m_view.isColumnHidden(i));
        // The last one can't go: there would be no header left to bring it back with.
        all.at(i)->setEnabled(m_view.isColumnHidden(i) || hidden < deliveryColumnCount - 1);
    }
}

} // namespace kaunt
