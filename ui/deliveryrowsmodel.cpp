// SPDX-License-Identifier: MIT
#include "ui/deliveryrowsmodel.h"

#include <algorithm>

namespace kaunt {

namespace {

/// For each range that is taken out, up to half of the rows move; so many are moved before all ranges are taken to the
/// end at once instead.
constexpr qsizetype mostMoved = 4'000'000;

/// `rows` descending, and so are the ranges.
QList<DeliveryRowsModel::RowRange> rangesOf(const QList<int>& rows)
{
    QList<DeliveryRowsModel::RowRange> ranges;
    for (const int row : rows) {
        if (!ranges.isEmpty() && ranges.constLast().first == row + 1)
            ranges.last().first = row;
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

void DeliveryRowsModel::remove(const QSet<qint64>& numbers)
{
    QList<int> leaving;
    for (const qint64 number : numbers) {
        if (const int row = rowOf(number); row >= 0)
            leaving.append(row);
    }
    std::sort(leaving.begin(), leaving.end(), std::greater<>());
    const QList<RowRange> ranges = rangesOf(leaving);
    if (ranges.size() * m_rows.size() > mostMoved) {
        removeByTheEnd(leaving);
        return;
    }
    for (const RowRange& range : ranges) {
        beginRemoveRows({}, range.first, range.last);
        m_rows.remove(range.first, range.last);
        endRemoveRows();
    }
}

/// `rows` descending.
void DeliveryRowsModel::removeByTheEnd(const QList<int>& rows)
{
    QList<qint64> gone;
    for (auto row = rows.crbegin(); row != rows.crend(); ++row)
        gone.append(m_rows.at(*row));
    rearrange([&] {
        m_rows.remove(gone);
        m_rows.setTail(gone);
    });
    removeLast(static_cast<int>(gone.size()));
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
    rearrange([&] {
        m_shownOrder = order;
        m_rows.setPlaced(placed.numbers, placed.rows);
        m_rows.setTail(placed.gone);
    });
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

void DeliveryRowsModel::rearrange(const std::function<void()>& move)
{
    Q_EMIT aboutToMoveRows();
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    QList<qint64> numbers;
    for (const QModelIndex& index : before)
        numbers.append(m_rows.at(index.row()));
    move();
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
