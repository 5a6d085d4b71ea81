// SPDX-License-Identifier: MIT
#include "core/storage/rowwalk.h"

namespace kaunt {

namespace {

/// 0 where there is none.
Result<qint64, LogError> numberAbove(LogStatement& statement, qint64 number)
{
    if (auto done = statement.run({number}); !done)
        return failure(done.error());
    const qint64 found = statement.next() ? statement.value(0).toLongLong() : 0;
    if (auto done = statement.finish(); !done)
        return failure(done.error());
    return found;
}

} // namespace

RowWalk::RowWalk(const LogDatabase& log, const QString& column, const QStringList& tables, qint64 last)
    : m_last(last)
{
    for (const QString& table : tables)
        m_nearest.emplace_back(log,
                               QStringLiteral("SELECT min(%1) FROM %2 NOT INDEXED WHERE %1 > ?").arg(column, table));
}

QList<qint64> RowWalk::next(qsizetype most)
{
    QList<qint64> numbers;
    while (numbers.size() < most && m_at < m_last) {
        const std::optional<qint64> row = nearestRow();
        m_gap = row ? 0 : m_gap + 1;
        const bool isEnd = row == 0 || m_gap > longestGap;
        m_at = isEnd ? m_last : row.value_or(m_at + 1);
        if (!isEnd && m_at <= m_last)
            numbers.append(m_at);
    }
    return numbers;
}

/// A row stands in all of the tables, so that those which can be read know of it.
std::optional<qint64> RowWalk::nearestRow()
{
    std::optional<qint64> nearest;
    for (LogStatement& statement : m_nearest) {
        const auto found = numberAbove(statement, m_at);
        if (!found)
            continue;
        const bool isNearer = *found > m_at && (!nearest || *nearest == 0 || *found < *nearest);
        if (isNearer)
            nearest = *found;
        else if (!nearest)
            nearest = 0;
    }
    return nearest;
}

} // namespace kaunt
