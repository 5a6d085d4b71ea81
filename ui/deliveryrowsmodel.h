// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/deliveryorder.h"
#include "core/storage/rowplacement.h"
#include "ui/deliveryrows.h"

#include <QAbstractTableModel>
#include <QSet>

#include <functional>

namespace kaunt {

/// Which deliveries a list has, in which order, and how that changes: each change is announced as one range or as a new
/// layout, never row by row, since each costs a view something. GUI thread.
class DeliveryRowsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    /// Both rows are in it.
    struct RowRange {
        int first = 0;
        int last = 0;
    };

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] qint64 numberAt(int row) const;                                 ///< 0 where there is no such row
    [[nodiscard]] int rowOf(qint64 number) const { return m_rows.rowOf(number); } ///< -1 where it is not in the list
    [[nodiscard]] qint64 newest() const { return m_rows.newest(); }               ///< 0 where the list is empty
    /// Whether it stands at the end to be taken out.
    [[nodiscard]] bool isLeaving(int row) const { return row >= m_rows.bodySize(); }
    [[nodiscard]] const DeliveryOrder& shownOrder() const { return m_shownOrder; }

Q_SIGNALS:
    /// `number` is about to leave the list, for `successor` of the same event, which is in it.
    void superseded(qint64 number, qint64 successor);
    /// The last moment to have fewer persistent indexes.
    void aboutToMoveRows();

protected:
    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] const DeliveryRows& rows() const { return m_rows; }
    void resetRows(const QList<qint64>& numbers, const DeliveryOrder& order);
    /// Of rows that are newest first; what is there already is left out.
    void insertNewest(QList<qint64> numbers);
    void appendOldest(const QList<qint64>& numbers);
    /// Of rows that are newest first; what is not there is passed over.
    void remove(const QSet<qint64>& numbers);
    /// The new ones come in at the end and move from there, and what goes leaves from there. `successors`: see
    /// superseded().
    void rearrange(const PlacedRows& placed, const DeliveryOrder& order, const QHash<qint64, qint64>& successors);
    /// The same rows in their order, made ready to be rearranged.
    void setShownRows(const QList<qint64>& numbers, const RowsByNumber& rows) { m_rows.setPlaced(numbers, rows); }
    void tellOfSuperseded(const QHash<qint64, qint64>& successors);

private:
    void appendAdded(const QList<qint64>& numbers);
    void removeByTheEnd(const QList<int>& rows);
    void rearrange(const std::function<void()>& move);
    void removeLast(int count);

    DeliveryRows m_rows;
    DeliveryOrder m_shownOrder;
};

} // namespace kaunt
