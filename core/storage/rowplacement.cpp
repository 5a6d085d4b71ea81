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
    , m_repeats(database, QStringLiteral("SELECT number FROM deliveries WHERE event ="
                                         " (SELECT event FROM deliveries WHERE number = ?) AND attempt > 1"
                                         " UNION ALL SELECT event FROM deliveries WHERE number = ?"))
{
}

void PlacedRows::compareWith(const QList<qint64>& shown, const RowsByNumber& shownRows)
{
    added.clear();
    gone.clear();
    std::copy_if(numbers.cbegin(), numbers.cend(), std::back_inserter(added),
                 [&](qint64 number) { return shownRows.rowOf(number) < 0; });
    std::copy_if(shown.cbegin(), shown.cend(), std::back_inserter(gone),
                 [this](qint64 number) { return rows.rowOf(number) < 0; });
}

/// What belongs to the event changes for all its deliveries.
Result<QSet<qint64>, LogError> RowPlacement::movedWith(const QSet<qint64>& numbers)
{
    using Key = DeliveryOrder::Key;
    if (m_order.key != Key::Attempts && m_order.key != Key::Resource && m_order.key != Key::Mark)
        return numbers;
    QSet<qint64> moved = numbers;
    for (const qint64 number : numbers) {
        const auto repeats = m_repeats.numbers({number, number});
        if (!repeats)
            return failure(repeats.error());
        for (const qint64 repeat : *repeats)
            moved.insert(repeat);
    }
    return moved;
}

Result<RowPlacement::Found, LogError> RowPlacement::find(qint64 number)
{
    if (const auto known = m_found.constFind(number); known != m_found.cend())
        return *known;
    Found found;
    auto done = m_select.forEach({number}, [&](const LogStatement& row) {
        found = {true, sortKeyFrom(row, 0, m_order)};
    });
    if (!done)
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

Result<QList<SortedRow>, LogError> RowPlacement::sorted(const QList<qint64>& numbers)
{
    QList<SortedRow> rows;
    for (const qint64 number : numbers) {
        const auto found = find(number);
        if (!found)
            return failure(found.error());
        rows.append({found->key, number});
    }
    std::sort(rows.begin(), rows.end(), [this](const SortedRow& left, const SortedRow& right) {
        return comesBefore(left, right, m_order.isAscending);
    });
    return rows;
}

Result<PlacedRows, LogError> RowPlacement::place(const SortedRows& rows, const QList<qint64>& added)
{
    const auto moved = movedWith(rows.moved);
    if (!moved)
        return failure(moved.error());
    PlacedRows placed;
    QList<qint64> comers = added;
    QList<qint64> kept = rows.numbers;
    if (!rows.leaving.isEmpty() || !moved->isEmpty()) {
        kept.removeIf([&](qint64 number) {
            const bool isLeaving = rows.leaving.contains(number);
            const bool isMoved = !isLeaving && moved->contains(number);
            if (isLeaving)
                placed.gone.append(number);
            if (isMoved)
                comers.append(number);
            return isLeaving || isMoved;
        });
    }
    const auto sortedComers = sorted(comers);
    if (!sortedComers)
        return failure(sortedComers.error());
    placed.added = added;
    placed.numbers.reserve(kept.size() + comers.size());
    qsizetype taken = 0;
    for (const SortedRow& comer : *sortedComers) {
        const auto place = placeOf(comer, kept, taken);
        if (!place)
            return failure(place.error());
        placed.numbers += kept.sliced(taken, *place - taken);
        placed.numbers.append(comer.number);
        taken = *place;
    }
    placed.numbers += kept.sliced(taken);
    placed.rows = RowsByNumber(placed.numbers);
    return placed;
}

} // namespace kaunt
