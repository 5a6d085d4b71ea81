// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/rowsbynumber.h"

#include <QList>

#include <deque>

namespace kaunt {

/// The numbers of the deliveries in a list, row by row, among a million too: newest first, where it grows at both ends
/// and shrinks anywhere without being copied, or placed by somebody in another order. A plain value.
class DeliveryRows {
public:
    [[nodiscard]] int size() const;
    [[nodiscard]] int bodySize() const; ///< without the tail
    [[nodiscard]] qint64 at(int row) const;
    [[nodiscard]] int rowOf(qint64 number) const; ///< -1 where there is none
    [[nodiscard]] qint64 newest() const;          ///< 0 where there are no rows
    [[nodiscard]] QList<qint64> mid(int first, int count) const;
    [[nodiscard]] QList<qint64> all() const;

    void setNewestFirst(const QList<qint64>& numbers);
    /// For rows that are newest first.
    void addNewest(const QList<qint64>& numbers);
    void addOldest(const QList<qint64>& numbers);
    void remove(int first, int last);
    /// Newest first, each of them in the list. What is newer than they are closes up.
    void remove(const QList<qint64>& numbers);

    void setPlaced(const QList<qint64>& numbers, const RowsByNumber& rows);
    /// What comes or goes stands behind the others for a moment, in no order. Setting the others leaves it empty.
    void setTail(const QList<qint64>& numbers) { m_tail = numbers; }

private:
    bool m_isPlaced = false;
    std::deque<qint64> m_newestFirst;
    QList<qint64> m_placed;
    RowsByNumber m_rows; ///< of m_placed
    QList<qint64> m_tail;

    [[nodiscard]] int rowInBody(qint64 number) const;
};

} // namespace kaunt
