// SPDX-License-Identifier: MIT
#include "ui/deliveryrowsmodel.h"

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

/// What is taken out at once: each range costs the view a new layout.
constexpr qsizetype mostRangesAtOnce = 64;

struct RowRange {
    int first;
    int last;
};

/// `rows` ascending.
QList<RowRange> rangesOf(const QList<int>& rows)
{
    QList<RowRange> ranges;
    for (const int row : rows) {
        if (!ranges.isEmpty() && ranges.constLast().last == row - 1)
            ranges.last().last = row;
        else
            ranges.append({row, row});
    }
    return ranges;
}

} // namespace

int DeliveryRowsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_rows.size();
}

qint64 DeliveryRowsModel::numberAt(int row) const
{
    return row >= 0 && row < m_rows.size() ? m_rows.at(row) : 0;
}

void DeliveryRowsModel::resetRows(const QList<qint64>& numbers, const DeliveryOrder& order)
{
    beginResetModel();
    if (order.isNewestFirst())
        m_rows.setNewestFirst(numbers);
    else
        m_rows.setPlaced(numbers, RowsByNumber(numbers));
    m_shownOrder = order;
    endResetModel();
}

void DeliveryRowsModel::insertNewest(QList<qint64> numbers)
{
    const qint64 newestRow = newest();
    while (!numbers.isEmpty() && numbers.constLast() <= newestRow)
        numbers.removeLast();
    if (numbers.isEmpty())
        return;
    beginInsertRows({}, 0, static_cast<int>(numbers.size()) - 1);
    m_rows.addNewest(numbers);
    endInsertRows();
}

void DeliveryRowsModel::appendOldest(const QList<qint64>& numbers)
{
    if (numbers.isEmpty())
        return;
    beginInsertRows({}, m_rows.size(), m_rows.size() + static_cast<int>(numbers.size()) - 1);
    m_rows.addOldest(numbers);
    endInsertRows();
}

QSet<qint64> DeliveryRowsModel::removeSome(const QSet<qint64>& numbers)
{
    QList<int> leaving;
    for (const qint64 number : numbers) {
        if (const int row = rowOf(number); row >= 0)
            leaving.append(row);
    }
    std::sort(leaving.begin(), leaving.end());
    QList<RowRange> ranges = rangesOf(leaving);
    for (qsizetype left = std::min(ranges.size(), mostRangesAtOnce); left > 0; --left) {
        const RowRange range = ranges.takeLast();
        beginRemoveRows({}, range.first, range.last);
        m_rows.remove(range.first, range.last);
        endRemoveRows();
    }
    QSet<qint64> others;
    for (const RowRange& range : std::as_const(ranges)) {
        for (int row = range.first; row <= range.last; ++row)
            others.insert(m_rows.at(row));
    }
    return others;
}

void DeliveryRowsModel::tellOfSuperseded(const QHash<qint64, qint64>& successors)
{
    for (auto one = successors.cbegin(); one != successors.cend(); ++one) {
        if (rowOf(one.key()) < 0)
            continue;
        qint64 latest = one.value();
        for (auto next = successors.constFind(latest); next != successors.cend(); next = successors.constFind(latest))
            latest = next.value();
        if (rowOf(latest) >= 0)
            Q_EMIT superseded(one.key(), latest);
    }
}

void DeliveryRowsModel::rearrange(const PlacedRows& placed, const DeliveryOrder& order,
                                  const QHash<qint64, qint64>& successors)
{
    appendAdded(placed.added);
    Q_EMIT aboutToMoveRows();
    moveRows(placed, order);
    tellOfSuperseded(successors);
    removeLast(static_cast<int>(placed.gone.size()));
    if (order.isNewestFirst())
        m_rows.setNewestFirst(placed.numbers);
}

void DeliveryRowsModel::appendAdded(const QList<qint64>& numbers)
{
    if (numbers.isEmpty())
        return;
    beginInsertRows({}, m_rows.size(), m_rows.size() + static_cast<int>(numbers.size()) - 1);
    m_rows.setTail(numbers);
    endInsertRows();
}

void DeliveryRowsModel::moveRows(const PlacedRows& placed, const DeliveryOrder& order)
{
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    QList<qint64> numbers;
    for (const QModelIndex& index : before)
        numbers.append(m_rows.at(index.row()));
    m_shownOrder = order;
    m_rows.setPlaced(placed.numbers, placed.rows);
    m_rows.setTail(placed.gone);
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i)
        after.append(index(m_rows.rowOf(numbers.at(i)), before.at(i).column()));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void DeliveryRowsModel::removeLast(int count)
{
    if (count == 0)
        return;
    const int left = m_rows.size() - count;
    beginRemoveRows({}, left, left + count - 1);
    m_rows.setTail({});
    endRemoveRows();
}

} // namespace kaunt
