// SPDX-License-Identifier: MIT
#include "core/forward/forwardage.h"

#include "core/storage/clockshifts.h"

namespace kaunt {

void ForwardAge::begin(const LogQueries& log)
{
    if (m_time)
        return;
    m_time.emplace(m_clock);
    if (const auto known = log.statistics(); known && known->lastReceivedAt > 0)
        m_time->startFrom(known->lastReceivedAt);
}

bool ForwardAge::isClockInDoubt()
{
    (void)m_time->utcMillis();
    return m_time->isInDoubt();
}

ForwardAge::Finding ForwardAge::of(const DeliverySummary& delivery, std::chrono::milliseconds oldest,
                                   const LogQueries& log)
{
    const qint64 earliest = m_clock.utcMillis() - oldest.count();
    if (delivery.receivedAt >= earliest)
        return Finding::Young;
    const qint64 receivedAt = delivery.receivedAt + clockShiftOf(log.connection(), delivery.number).value_or(0);
    if (receivedAt >= earliest)
        return Finding::Young;
    return receivedAt < m_time->utcMillis() - oldest.count() ? Finding::TooOld : Finding::InDoubt;
}

} // namespace kaunt
