// SPDX-License-Identifier: MIT
#include "ui/notificationgate.h"

namespace kaunt {

NotificationGate::NotificationGate(const Clock& clock)
    : m_clock(clock)
{
}

bool NotificationGate::admit(AlertRule rule)
{
    constexpr qint64 quietMicros = 60'000'000;
    const qint64 now = m_clock.monotonicMicros();
    const auto last = m_admittedAt.constFind(rule);
    if (last != m_admittedAt.cend() && now - last.value() < quietMicros)
        return false;
    m_admittedAt.insert(rule, now);
    return true;
}

} // namespace kaunt
