// SPDX-License-Identifier: MIT
#include "ui/latetimings.h"

#include <algorithm>

namespace kaunt {

namespace {

/// More than the writer has in hand at any time: it writes how long a commit took with the next one.
constexpr qint64 mostLate = 10'000;
/// What commits bring together, unless the disk stands still.
constexpr qint64 mostUntold = 2'000;

} // namespace

void LateTimings::add(const QList<DeliverySummary>& recorded)
{
    qint64 newest = 0;
    for (const DeliverySummary& delivery : recorded) {
        newest = std::max(newest, delivery.number);
        if (delivery.storedMicros >= 0)
            m_micros.insert(delivery.number, delivery.storedMicros);
    }
    if (m_micros.size() > 2 * mostLate)
        m_micros.removeIf([newest](const auto& one) { return one.key() < newest - mostLate; });
}

void LateTimings::complete(DeliverySummary& delivery) const
{
    if (delivery.storedMicros < 0)
        delivery.storedMicros = m_micros.value(delivery.number, -1);
}

QSet<qint64> LateTimings::lastUpTo(qint64 newest) const
{
    QSet<qint64> numbers;
    for (auto one = m_micros.keyBegin(); one != m_micros.keyEnd(); ++one) {
        if (*one <= newest && *one > newest - mostUntold)
            numbers.insert(*one);
    }
    return numbers;
}

} // namespace kaunt
