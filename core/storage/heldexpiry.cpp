// SPDX-License-Identifier: MIT
#include "core/storage/heldexpiry.h"

#include <algorithm>
#include <chrono>

namespace kaunt {

using namespace std::chrono_literals;

HeldExpiry::HeldExpiry(EventLog& log, const Clock& clock, const RetentionPolicy& policy)
    : m_log(log)
    , m_clock(clock)
    , m_policy(policy)
{
}

void HeldExpiry::tell(qint64 believedMillis, qint64 oldestReceivedAt)
{
    using std::chrono::milliseconds;
    const qint64 now = m_clock.utcMillis();
    const milliseconds lead(now - believedMillis);
    const milliseconds age(now - oldestReceivedAt);
    const milliseconds longestAge = m_policy.maxAgeDays * 24h;
    const milliseconds quiet = std::max<milliseconds>(7 * 24h, longestAge / 2);
    const bool isHeld = lead > quiet && m_policy.maxAgeDays > 0 && oldestReceivedAt > 0 && age > longestAge;
    if (isHeld || m_isHeld)
        Q_EMIT m_log.expiryHeld(isHeld ? std::chrono::duration_cast<std::chrono::hours>(lead) : 0h);
    m_isHeld = isHeld;
}

} // namespace kaunt
