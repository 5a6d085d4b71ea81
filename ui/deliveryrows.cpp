// SPDX-License-Identifier: MIT
#include "ui/deliveryrows.h"

#include <algorithm>
#include <functional>
#include <iterator>

namespace kaunt {

int DeliveryRows::bodySize() const
{
    return static_cast<int>(m_isPlaced ? m_placed.size() : qsizetype(m_newestFirst.size()));
}

int DeliveryRows::size() const
{
    return bodySize() + static_cast<int>(m_tail.size());
}

qint64 DeliveryRows::at(int row) const
{
    if (row >= bodySize())
        return m_tail.at(row - bodySize());
    return m_isPlaced ? m_placed.at(row) : m_newestFirst[static_cast<size_t>(row)];
}

int DeliveryRows::rowInBody(qint64 number) const
{
    if (m_isPlaced)
        return m_rows.rowOf(number);
    const auto found = std::lower_bound(m_newestFirst.cbegin(), m_newestFirst.cend(), number, std::greater<>());
    return found != m_newestFirst.cend() && *found == number ? static_cast<int>(found - m_newestFirst.cbegin()) : -1;
}

int DeliveryRows::rowOf(qint64 number) const
{
    const int row = rowInBody(number);
    const qsizetype place = row < 0 ? m_tail.indexOf(number) : -1;
    return place < 0 ? row : bodySize() + static_cast<int>(place);
}

qint64 DeliveryRows::newest() const
{
    if (m_isPlaced)
        return m_rows.newest();
    return m_newestFirst.empty() ? 0 : m_newestFirst.front();
}

QList<qint64> DeliveryRows::mid(int first, int count) const
{
    QList<qint64> numbers;
    for (int row = first; row < std::min(first + count, size()); ++row)
        numbers.append(at(row));
    return numbers;
}

QList<qint64> DeliveryRows::all() const
{
    return (m_isPlaced ? m_placed : QList<qint64>(m_newestFirst.cbegin(), m_newestFirst.cend())) + m_tail;
}

void DeliveryRows::setNewestFirst(const QList<qint64>& numbers)
{
    m_isPlaced = false;
    m_newestFirst.assign(numbers.cbegin(), numbers.cend());
    m_placed.clear();
    m_rows = {};
    m_tail.clear();
}

void DeliveryRows::addNewest(const QList<qint64>& numbers)
{
    m_newestFirst.insert(m_newestFirst.cbegin(), numbers.cbegin(), numbers.cend());
}

void DeliveryRows::addOldest(const QList<qint64>& numbers)
{
    m_newestFirst.insert(m_newestFirst.cend(), numbers.cbegin(), numbers.cend());
}

void DeliveryRows::remove(int first, int last)
{
    m_newestFirst.erase(m_newestFirst.cbegin() + first, m_newestFirst.cbegin() + last + 1);
}

void DeliveryRows::remove(const QList<qint64>& numbers)
{
    if (numbers.isEmpty())
        return;
    auto next = numbers.crbegin();
    const auto isGone = [&](qint64 number) {
        const bool isNext = next != numbers.crend() && number == *next;
        next += isNext ? 1 : 0;
        return isNext;
    };
    const auto oldest = std::make_reverse_iterator(m_newestFirst.begin() + rowInBody(numbers.constLast()) + 1);
    const auto kept = std::remove_if(oldest, m_newestFirst.rend(), isGone);
    m_newestFirst.erase(m_newestFirst.begin(), kept.base());
}

void DeliveryRows::setPlaced(const QList<qint64>& numbers, const RowsByNumber& rows)
{
    m_isPlaced = true;
    m_newestFirst.clear();
    m_newestFirst.shrink_to_fit();
    m_placed = numbers;
    m_rows = rows;
    m_tail.clear();
}

} // namespace kaunt
