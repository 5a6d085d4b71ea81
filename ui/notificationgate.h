// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"

#include <QHash>

namespace kaunt {

enum class NotificationKind { Refused, FailedEvent, StoringFailed };

/// Lets one notification of a kind through, then none of that kind for a minute. The clock outlives it.
class NotificationGate {
public:
    explicit NotificationGate(const Clock& clock);

    [[nodiscard]] bool admit(NotificationKind kind);

private:
    const Clock& m_clock;
    QHash<NotificationKind, qint64> m_admittedAt; ///< monotonic microseconds
};

} // namespace kaunt
