// SPDX-License-Identifier: MIT
#pragma once

#include <QList>

namespace kaunt {

/// In which row of a list each number stands, for a list in an order that can't be searched by number: some four bytes
/// for each number from the list's oldest to its newest. A plain value.
class RowsByNumber {
public:
    RowsByNumber() = default;
    explicit RowsByNumber(const QList<qint64>& numbers);

    [[nodiscard]] int rowOf(qint64 number) const; ///< -1 where it is not in the list
    [[nodiscard]] qint64 newest() const;          ///< 0 where the list is empty
    [[nodiscard]] QList<qint64> newestFirst() const;

private:
    using Page = QList<qint32>; ///< the rows of `pageSize` numbers; empty where none of them is in the list

    qint64 m_firstPage = 0;
    QList<Page> m_pages;
};

} // namespace kaunt
