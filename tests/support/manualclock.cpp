// SPDX-License-Identifier: MIT
#include "tests/support/manualclock.h"

namespace kaunt::test {

ManualClock::ManualClock(qint64 startUtcMillis)
    : m_utcMillis(startUtcMillis)
{
}

qint64 ManualClock::utcMillis() const
{
    return m_utcMillis.load();
}

qint64 ManualClock::monotonicMicros() const
{
    return m_monotonicMicros.load();
}

void ManualClock::advance(qint64 millis)
{
    m_utcMillis += millis;
    m_monotonicMicros += millis * 1000;
}

void ManualClock::setUtcMillis(qint64 millis)
{
    m_utcMillis = millis;
}

} // namespace kaunt::test
