// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/storage/believedtime.h"
#include "core/storage/logqueries.h"

#include <chrono>
#include <optional>

namespace kaunt {

/// Whether what waits for a target is too old to be sent. That is by the wall clock, whether that may be wrong or not,
/// so that nobody gets what is too old; but given up is only what is too old by the time that is believed, as that is
/// not sent any more (BelievedTime). Lives in the forwarder's thread; the clock outlives it.
class ForwardAge {
public:
    enum class Finding {
        Young,
        InDoubt, ///< too old only if the wall clock is right: to be asked again once that is known
        TooOld,
    };

    explicit ForwardAge(const Clock& clock)
        : m_clock(clock)
    {
    }

    /// From now on it is asked; the first time counts.
    void begin(const LogQueries& log);
    /// Whether the wall clock may be wrong. Asked for every minute, once it has begun.
    [[nodiscard]] bool isClockInDoubt();
    [[nodiscard]] Finding of(const DeliverySummary& delivery, std::chrono::milliseconds oldest, const LogQueries& log);

private:
    const Clock& m_clock;
    std::optional<BelievedTime> m_time;
};

} // namespace kaunt
