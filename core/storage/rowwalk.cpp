// SPDX-License-Identifier: MIT
#include "core/storage/rowwalk.h"

#include <algorithm>

namespace kaunt {

namespace {

constexpr qint64 noneAbove = -1;

} // namespace

RowWalk::RowWalk(const LogDatabase& log, const QString& column, const QStringList& tables, qint64 last)
    : m_last(last)
{
    for (const QString& table : tables)
        m_nearest.emplace_back(
            log, QStringLiteral("SELECT coalesce(min(%1), -1) FROM %2 NOT INDEXED WHERE %1 > ?").arg(column, table));
}

QList<qint64> RowWalk::next(qsizetype most)
{
    QList<qint64> numbers;
    while (numbers.size() < most && m_at < m_last) {
        const std::optional<qint64> above = rowAbove(m_at);
        const qint64 row = above ? *above : firstAfterGap();
        m_at = row == 0 ? m_last : row;
        if (row != 0 && row <= m_last)
            numbers.append(row);
    }
    return numbers;
}

/// The first number behind which the tables can be read again; 0 where that is none. Where a gap is long, it is taken
/// for one: between its damaged pages may be a whole one, of few rows beside those that are lost.
qint64 RowWalk::firstAfterGap()
{
    qint64 failed = m_at;
    qint64 at = failed + 1;
    for (qint64 step = 1; !rowAbove(at); at += std::min(step, m_last - at)) {
        if (at == m_last) {
            m_unreadable += m_last - m_at;
            return 0;
        }
        failed = at;
        step = at - m_at < triedOneByOne ? 1 : step * 2;
    }
    while (at - failed > 1) {
        const qint64 middle = failed + (at - failed) / 2;
        (rowAbove(middle) ? at : failed) = middle;
    }
    m_unreadable += at - m_at - 1;
    return at;
}

/// A row stands in all of the tables, so that those which can be read know of it.
std::optional<qint64> RowWalk::rowAbove(qint64 number)
{
    std::optional<qint64> nearest;
    for (LogStatement& statement : m_nearest) {
        const auto found = statement.number({number});
        // Of a page that was lost in part, a number comes that was not asked for.
        if (!found || (*found != noneAbove && *found <= number))
            continue;
        const bool isNearer = *found != noneAbove && (!nearest || *nearest == 0 || *found < *nearest);
        if (isNearer)
            nearest = *found;
        else if (!nearest)
            nearest = 0;
    }
    return nearest;
}

} // namespace kaunt
