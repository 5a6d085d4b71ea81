// SPDX-License-Identifier: MIT
#include "core/storage/believedtime.h"

#include <algorithm>

namespace kaunt {

namespace {

constexpr qint64 microsPerMilli = 1'000;
constexpr qint64 hour = qint64{60} * 60 * 1'000;
constexpr qint64 day = 24 * hour;

qint64 monotonicMillis(const Clock& clock)
{
    return clock.monotonicMicros() / microsPerMilli;
}

} // namespace

BelievedTime::BelievedTime(const Clock& clock)
    : m_clock(clock)
    , m_offset(clock.utcMillis() - monotonicMillis(clock))
{
}

void BelievedTime::startFrom(qint64 utcMillis)
{
    m_offset = std::min(m_offset, utcMillis - monotonicMillis(m_clock));
}

qint64 BelievedTime::utcMillis()
{
    const qint64 now = m_clock.utcMillis();
    const qint64 sinceStart = monotonicMillis(m_clock);
    const qint64 offset = now - sinceStart;
    m_offset = std::min(m_offset, offset);
    if (offset <= m_offset + hour) {
        m_lead.reset();
        return now;
    }
    if (!m_lead)
        m_lead = Lead{offset, sinceStart};
    m_lead->least = std::min(m_lead->least, offset);
    if (sinceStart - m_lead->since >= day) {
        m_offset = m_lead->least;
        m_lead.reset();
    }
    return std::min(now, sinceStart + m_offset);
}

} // namespace kaunt
