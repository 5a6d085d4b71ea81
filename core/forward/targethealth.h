// SPDX-License-Identifier: MIT
#pragma once

#include "core/sending/deliverysender.h"

#include <QSet>

namespace kaunt {

/// Tells a target that is down from a delivery that it can't take. Both look alike at first: answered 502, 503 or 504,
/// or not at all. It counts as the target's until another delivery is answered otherwise: what fails so once more then,
/// and alone, fails by itself. Numbers are those of deliveries. In one thread.
class TargetHealth {
public:
    enum class Finding {
        Answered,
        IsDown, ///< and nothing is known of the delivery
        DeliveryFailed,
    };

    [[nodiscard]] Finding weigh(qint64 number, const SendOutcome& outcome, bool isDown);
    /// It is over.
    void forget(qint64 number);
    /// It is another target from now on.
    void reset() { *this = {}; }

private:
    QSet<qint64> m_failed;   ///< since another was answered
    QSet<qint64> m_doubted;  ///< that failed before another was answered
    qint64 m_failedLast = 0; ///< by itself, and no other was answered since; 0: none
};

} // namespace kaunt
