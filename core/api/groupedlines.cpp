// SPDX-License-Identifier: MIT
#include "core/api/groupedlines.h"

#include "core/api/linepairs.h"

#include <algorithm>

namespace kaunt {

GroupedLines::GroupedLines(const QList<InvoiceLine>& lines)
    : m_count(lines.size())
    , m_byNumber(placesByNumber(lines))
{
}

QList<qsizetype> GroupedLines::of(const PostingGroup& group) const
{
    QList<qsizetype> places;
    for (const int index : group.lineIndexes)
        places.append(index < m_count ? index : -1);
    if (places.isEmpty()) {
        for (const QString& number : group.lineNumbers)
            places.append(m_byNumber.value(number, -1));
    }
    std::sort(places.begin(), places.end());
    if (!places.isEmpty() && places.first() < 0)
        return {};
    places.resize(std::unique(places.begin(), places.end()) - places.begin());
    return places;
}

} // namespace kaunt
