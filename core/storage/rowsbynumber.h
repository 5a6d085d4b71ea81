// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QList>

namespace kaunt {

/// In which row of a list each number stands, for a list in an order that can't be searched by number. Where the
/// numbers follow each other, as a log counts, it takes some four bytes for each; those of a capture may lie as far
/// apart as they like, and then each takes a page of a kilobyte at most. A plain value.
class RowsByNumber {
public:
    RowsByNumber() = default;
    explicit RowsByNumber(const QList<qint64>& numbers);

    [[nodiscard]] int rowOf(qint64 number) const;            ///< -1 where it is not in the list
    [[nodiscard]] qint64 newest() const { return m_newest; } ///< 0 where the list is empty
    [[nodiscard]] QList<qint64> newestFirst() const;

private:
    using Page = QList<qint32>; ///< the rows of `pageSize` numbers

    qint64 m_newest = 0;
    QHash<qint64, Page> m_pages; ///< by number / pageSize; only those with a number in the list
};

} // namespace kaunt
