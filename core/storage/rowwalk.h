// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logstatement.h"

#include <QList>
#include <QStringList>

#include <optional>
#include <vector>

namespace kaunt {

/// The numbers of the rows that tables of a damaged log may hold, in order: from row to row, and one by one only where
/// none of the tables can be read. A last number that is a damaged page's word costs nothing that way. Of one thread;
/// the database outlives it.
class RowWalk {
public:
    /// How many numbers in a row are tried of which no table can be read.
    static constexpr qint64 longestGap = 1'000'000;

    /// `column` is the integer primary key of each table.
    RowWalk(const LogDatabase& log, const QString& column, const QStringList& tables, qint64 last);

    /// At most so many; none at the end.
    [[nodiscard]] QList<qint64> next(qsizetype most);

private:
    /// Nothing where no table can be read; 0 where none has one.
    [[nodiscard]] std::optional<qint64> nearestRow();

    std::vector<LogStatement> m_nearest;
    qint64 m_at = 0;
    qint64 m_gap = 0; ///< numbers tried since a table could be read
    const qint64 m_last;
};

} // namespace kaunt
