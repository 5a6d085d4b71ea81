// SPDX-License-Identifier: MIT
#include "core/storage/rowsbynumber.h"

#include <algorithm>

namespace kaunt {

namespace {

constexpr qint64 pageSize = 1'024;
constexpr qint32 noRow = -1;

} // namespace

RowsByNumber::RowsByNumber(const QList<qint64>& numbers)
{
    if (numbers.isEmpty())
        return;
    const auto [oldest, newest] = std::minmax_element(numbers.cbegin(), numbers.cend());
    m_firstPage = *oldest / pageSize;
    m_pages.resize(*newest / pageSize - m_firstPage + 1);
    int row = 0;
    for (const qint64 number : numbers) {
        Page& rows = m_pages[number / pageSize - m_firstPage];
        if (rows.isEmpty())
            rows.fill(noRow, pageSize);
        rows[number % pageSize] = row++;
    }
}

int RowsByNumber::rowOf(qint64 number) const
{
    const qint64 page = number / pageSize - m_firstPage;
    if (number < 0 || page < 0 || page >= m_pages.size() || m_pages.at(page).isEmpty())
        return noRow;
    return m_pages.at(page).at(number % pageSize);
}

qint64 RowsByNumber::newest() const
{
    for (qsizetype page = m_pages.size() - 1; page >= 0; --page) {
        const Page& rows = m_pages.at(page);
        const auto last = std::find_if(rows.crbegin(), rows.crend(), [](qint32 row) { return row != noRow; });
        if (last != rows.crend())
            return (m_firstPage + page) * pageSize + (rows.crend() - last - 1);
    }
    return 0;
}

QList<qint64> RowsByNumber::newestFirst() const
{
    QList<qint64> numbers;
    for (qsizetype page = m_pages.size() - 1; page >= 0; --page) {
        const Page& rows = m_pages.at(page);
        for (qsizetype place = rows.size() - 1; place >= 0; --place) {
            if (rows.at(place) != noRow)
                numbers.append((m_firstPage + page) * pageSize + place);
        }
    }
    return numbers;
}

} // namespace kaunt
