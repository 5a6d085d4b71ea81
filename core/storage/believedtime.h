// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"

#include <optional>

namespace kaunt {

/// The wall clock's time as far as it is believed by who removes what is old: a clock that is wrong for a while must
/// not erase a log. It is compared with the one that nobody sets. Where the wall clock has run ahead of that by more
/// than an hour since this was made, or since the latest time that was known then, time goes on here as if it had not,
/// until that has lasted a day; then its least lead of that day is believed. A clock that goes back is followed at
/// once. A program that has not run for long goes by the time of its last delivery likewise, for a day.
///
/// Not covered: a clock that stays ahead for more than a day, or until a delivery has come by it and the program is
/// started once more. A log is bounded by its size all the while. What came by a clock that was behind: see ClockShift.
/// Time in which a virtual machine was halted counts as a lead. One thread; the clock outlives it.
class BelievedTime {
public:
    explicit BelievedTime(const Clock& clock);

    /// A time that is known to have been, as a delivery came then. Before the first question.
    void startFrom(qint64 utcMillis);
    [[nodiscard]] qint64 utcMillis(); ///< now; never later than the wall clock
    /// Whether it was otherwise than the wall clock when it was asked last.
    [[nodiscard]] bool isInDoubt() const { return m_lead.has_value(); }

private:
    struct Lead {
        qint64 least = 0; ///< of the offsets seen since, milliseconds
        qint64 since = 0; ///< by the clock that nobody sets, milliseconds
    };

    const Clock& m_clock;
    qint64 m_offset = 0; ///< between the two clocks, as it is believed, milliseconds
    std::optional<Lead> m_lead;
};

} // namespace kaunt
