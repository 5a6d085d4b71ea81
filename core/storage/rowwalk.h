// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logstatement.h"

#include <QList>
#include <QStringList>

#include <optional>
#include <vector>

namespace kaunt {

/// The numbers of the rows that tables of a damaged log may hold, in order: from row to row, and over those of which no
/// table can be read. A first or last number that is far off, be it a damaged page's word, costs next to nothing that
/// way. Of one thread; the database outlives it.
class RowWalk {
public:
    /// How many numbers in a row are tried of which no table can be read, before whole ranges are passed over.
    static constexpr qint64 triedOneByOne = 10'000;

    /// `column` is the integer primary key of each table.
    RowWalk(const LogDatabase& log, const QString& column, const QStringList& tables, qint64 last);

    /// At most so many; none at the end.
    [[nodiscard]] QList<qint64> next(qsizetype most);
    /// How many numbers it has passed over so far.
    [[nodiscard]] qint64 unreadable() const { return m_unreadable; }

private:
    /// Nothing where no table can be read; 0 where none has one.
    [[nodiscard]] std::optional<qint64> rowAbove(qint64 number);
    [[nodiscard]] qint64 firstAfterGap();

    std::vector<LogStatement> m_nearest;
    qint64 m_at = 0;
    qint64 m_unreadable = 0;
    const qint64 m_last;
};

} // namespace kaunt
