// SPDX-License-Identifier: MIT
#include "core/storage/rowplacement.h"

#include <algorithm>
#include <utility>

namespace kaunt {

RowPlacement::RowPlacement(const LogDatabase& database, const DeliveryOrder& order, QHash<qint64, qint64> storedMicros)
    : m_order(order)
    , m_storedMicros(std::move(storedMicros))
    , m_select(database, QStringLiteral("SELECT %1 FROM deliveries d LEFT JOIN events e ON e.number = d.event"
                                        " WHERE d.number = ?")
                             .arg(sortColumns(order.key)))
{
}

Result<RowPlacement::Found, LogError> RowPlacement::find(qint64 number)
{
    if (const auto known = m_found.constFind(number); known != m_found.cend())
        return *known;
    if (auto done = m_select.run({number}); !done)
        return failure(done.error());
    Found found;
    found.isThere = m_select.next();
    if (found.isThere)
        found.key = sortKeyFrom(m_select, 0, m_order.key);
    if (auto done = m_select.finish(); !done)
        return failure(done.error());
    const qint64 micros = m_storedMicros.value(number, -1);
    if (m_order.key == DeliveryOrder::Key::Stored && found.isThere && !found.key && micros >= 0)
        found.key = sortKeyOf(micros);
    m_found.insert(number, found);
    return found;
}

Result<qsizetype, LogError> RowPlacement::placeOf(const SortedRow& row, const QList<qint64>& numbers, qsizetype from)
{
    qsizetype low = from;
    qsizetype high = numbers.size();
    while (low < high) {
        const qsizetype middle = low + (high - low) / 2;
        // What the log has no more says nothing; the next one that it has decides.
        qsizetype probe = middle;
        auto found = find(numbers.at(probe));
        while (found && !found->isThere && ++probe < high)
            found = find(numbers.at(probe));
        if (!found)
            return failure(found.error());
        if (probe < high && comesBefore({found->key, numbers.at(probe)}, row, m_order.isAscending))
            low = probe + 1;
        else
            high = middle;
    }
    return low;
}

Result<PlacedRows, LogError> RowPlacement::place(const SortedRows& rows, const QList<qint64>& added)
{
    PlacedRows placed;
    QList<qint64> moved;
    QList<qint64> kept = rows.numbers;
    if (!rows.leaving.isEmpty() || !rows.moved.isEmpty()) {
        kept.removeIf([&](qint64 number) {
            const bool isLeaving = rows.leaving.contains(number);
            const bool isMoved = !isLeaving && rows.moved.contains(number);
            if (isLeaving)
                placed.gone.append(number);
            if (isMoved)
                moved.append(number);
            return isLeaving || isMoved;
        });
    }
    QList<SortedRow> comers;
    for (const QList<qint64>& numbers : {added, moved}) {
        for (const qint64 number : numbers) {
            const auto found = find(number);
            if (!found)
                return failure(found.error());
            comers.append({found->key, number});
        }
    }
    std::sort(comers.begin(), comers.end(), [this](const SortedRow& left, const SortedRow& right) {
        return comesBefore(left, right, m_order.isAscending);
    });
    placed.added = added;
    placed.numbers.reserve(kept.size() + comers.size());
    qsizetype taken = 0;
    for (const SortedRow& comer : std::as_const(comers)) {
        const auto place = placeOf(comer, kept, taken);
        if (!place)
            return failure(place.error());
        std::copy(kept.cbegin() + taken, kept.cbegin() + *place, std::back_inserter(placed.numbers));
        placed.numbers.append(comer.number);
        taken = *place;
    }
    std::copy(kept.cbegin() + taken, kept.cend(), std::back_inserter(placed.numbers));
    return placed;
}

} // namespace kaunt
