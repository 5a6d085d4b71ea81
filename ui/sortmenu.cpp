// SPDX-License-Identifier: MIT
#include "ui/sortmenu.h"

#include "ui/sortcolumns.h"

#include <QActionGroup>

namespace kaunt {

SortMenu::SortMenu(QWidget* parent)
    : QMenu(tr("&Sort by"), parent)
    , m_columns(new QActionGroup(this))
    , m_directions(new QActionGroup(this))
    , m_newestFirst(addAction(tr("&Newest first")))
{
    setObjectName(QStringLiteral("sortMenu"));
    m_newestFirst->setObjectName(QStringLiteral("sortNewestFirst"));
    m_newestFirst->setCheckable(true);
    connect(m_newestFirst, &QAction::triggered, this, [this] { Q_EMIT orderChosen({}); });
    addSeparator();
    addColumns();
    addSeparator();
    addDirections();
    setOrder({});
}

void SortMenu::addColumns()
{
    for (int i = 0; i < deliveryColumnCount; ++i) {
        const auto column = static_cast<DeliveryColumn>(i);
        const auto key = orderKeyOf(column);
        if (!key)
            continue;
        QAction* action = m_columns->addAction(columnTitle(column));
        action->setObjectName(QStringLiteral("sortColumn%1").arg(i));
        action->setCheckable(true);
        action->setData(i);
        addAction(action);
        connect(action, &QAction::triggered, this, [this, key = *key] {
            Q_EMIT orderChosen({key, m_order.isAscending || m_order.isNewestFirst()});
        });
    }
}

void SortMenu::addDirections()
{
    const auto add = [this](const QString& text, const QString& objectName, bool isAscending) {
        QAction* action = m_directions->addAction(text);
        action->setObjectName(objectName);
        action->setCheckable(true);
        action->setData(isAscending);
        addAction(action);
        connect(action, &QAction::triggered, this, [this, isAscending] {
            Q_EMIT orderChosen({m_order.key, isAscending});
        });
    };
    add(tr("&Ascending"), QStringLiteral("sortAscending"), true);
    add(tr("&Descending"), QStringLiteral("sortDescending"), false);
}

void SortMenu::setOrder(const DeliveryOrder& order)
{
    m_order = order;
    m_newestFirst->setChecked(order.isNewestFirst());
    const QList<QAction*> columns = m_columns->actions();
    for (QAction* action : columns)
        action->setChecked(static_cast<DeliveryColumn>(action->data().toInt()) == sortedColumn(order));
    const QList<QAction*> directions = m_directions->actions();
    for (QAction* action : directions)
        action->setChecked(action->data().toBool() == order.isAscending);
}

} // namespace kaunt
