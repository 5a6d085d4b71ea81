// SPDX-License-Identifier: MIT
#include "core/storage/rowsbynumber.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace kaunt {

namespace {

constexpr qint64 pageSize = 256;
constexpr qint32 noRow = -1;

} // namespace

RowsByNumber::RowsByNumber(const QList<qint64>& numbers)
{
    auto page = m_pages.end();
    int row = 0;
    for (const qint64 number : numbers) {
        const qint64 key = number / pageSize;
        if (page == m_pages.end() || page.key() != key) { // the next is often of the same
            page = m_pages.find(key);
            if (page == m_pages.end())
                page = m_pages.insert(key, Page(pageSize, noRow));
        }
        (*page)[number % pageSize] = row++;
        m_newest = std::max(m_newest, number);
    }
}

int RowsByNumber::rowOf(qint64 number) const
{
    const auto page = m_pages.constFind(number / pageSize);
    return number < 0 || page == m_pages.cend() ? noRow : page->at(number % pageSize);
}

QList<qint64> RowsByNumber::newestFirst() const
{
    QList<qint64> keys = m_pages.keys();
    std::sort(keys.begin(), keys.end(), std::greater<>());
    QList<qint64> numbers;
    for (const qint64 key : std::as_const(keys)) {
        const Page rows = m_pages.value(key);
        for (qsizetype place = rows.size() - 1; place >= 0; --place) {
            if (rows.at(place) != noRow)
                numbers.append(key * pageSize + place);
        }
    }
    return numbers;
}

} // namespace kaunt
