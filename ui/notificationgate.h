// SPDX-License-Identifier: MIT
#pragma once

#include "core/alerts/alertrule.h"
#include "core/clock.h"

#include <QHash>

namespace kaunt {

/// Lets one notification of a rule through, then none of that rule for a minute. The clock outlives it.
class NotificationGate {
public:
    explicit NotificationGate(const Clock& clock);

    [[nodiscard]] bool admit(AlertRule rule);

private:
    const Clock& m_clock;
    QHash<AlertRule, qint64> m_admittedAt; ///< monotonic microseconds
};

} // namespace kaunt
