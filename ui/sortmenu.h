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
    /// The columns of payload fields that there are besides, by their paths.
    void setPayloadColumns(const QStringList& paths);

Q_SIGNALS:
    void orderChosen(const kaunt::DeliveryOrder& order);

private:
    void addColumns();
    QAction* addColumn(const QString& title, const DeliveryOrder& order, const QVariant& shownBy);
    void addDirections();

    QActionGroup* m_columns;
    QActionGroup* m_directions;
    QAction* m_newestFirst;
    QAction* m_belowColumns = nullptr;
    QList<QAction*> m_payloadColumns;
    DeliveryOrder m_order;
};

} // namespace kaunt
