// SPDX-License-Identifier: MIT
#include "ui/sortmenu.h"

#include "ui/payloadcolumns.h"
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
    m_belowColumns = addSeparator();
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
        QAction* action = addColumn(columnTitle(column), {*key}, i);
        action->setObjectName(QStringLiteral("sortColumn%1").arg(i));
        addAction(action);
    }
}

/// `shownBy` tells by which column it is.
QAction* SortMenu::addColumn(const QString& title, const DeliveryOrder& order, const QVariant& shownBy)
{
    QAction* action = m_columns->addAction(title);
    action->setCheckable(true);
    action->setData(shownBy);
    connect(action, &QAction::triggered, this, [this, order] {
        Q_EMIT orderChosen({order.key, m_order.isAscending || m_order.isNewestFirst(), order.path});
    });
    return action;
}

void SortMenu::setPayloadColumns(const QStringList& paths)
{
    qDeleteAll(m_payloadColumns);
    m_payloadColumns.clear();
    for (const QString& path : paths) {
        QString title = payloadHeaderData(path, Qt::DisplayRole).toString();
        QAction* action =
            addColumn(title.replace(u'&', QLatin1String("&&")), {DeliveryOrder::Key::PayloadField, false, path}, path);
        action->setObjectName(QStringLiteral("sortColumn-") + path);
        insertAction(m_belowColumns, action);
        m_payloadColumns.append(action);
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
            Q_EMIT orderChosen({m_order.key, isAscending, m_order.path});
        });
    };
    add(tr("&Ascending"), QStringLiteral("sortAscending"), true);
    add(tr("&Descending"), QStringLiteral("sortDescending"), false);
}

void SortMenu::setOrder(const DeliveryOrder& order)
{
    m_order = order;
    m_newestFirst->setChecked(order.isNewestFirst());
    const bool isByPayload = order.key == DeliveryOrder::Key::PayloadField;
    const QVariant sorted = isByPayload ? QVariant(order.path) : QVariant(static_cast<int>(sortedColumn(order)));
    const QList<QAction*> columns = m_columns->actions();
    for (QAction* action : columns)
        action->setChecked(action->data() == sorted);
    const QList<QAction*> directions = m_directions->actions();
    for (QAction* action : directions)
        action->setChecked(action->data().toBool() == order.isAscending);
}

} // namespace kaunt
