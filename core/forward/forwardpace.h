// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"

#include <chrono>

namespace kaunt {

/// Holds forwarding back while many deliveries arrive, so that sending them on costs the receiver little: one that is
/// forwarded takes more of the processor than one that is received. What waits is in the log, and goes out unhindered
/// once fewer come. Lives in one thread.
class ForwardPace {
public:
    static constexpr qint64 manyPerSecond = 500;
    static constexpr std::chrono::milliseconds pauseMeanwhile{10};
    static constexpr std::chrono::milliseconds observationInterval{200};

    explicit ForwardPace(const Clock& clock)
        : m_clock(clock)
    {
    }

    /// Whether observe() has something to tell again.
    [[nodiscard]] bool isDue() const;
    /// The highest number in the log.
    void observe(qint64 newest);
    /// How long the next one has still to wait; where it need not, it counts as sent.
    [[nodiscard]] std::chrono::milliseconds take();

private:
    const Clock& m_clock;
    qint64 m_observedAt = 0; ///< monotonic microseconds; 0: never
    qint64 m_newest = 0;
    qint64 m_nextAt = 0;
    bool m_areMany = false;
};

} // namespace kaunt
