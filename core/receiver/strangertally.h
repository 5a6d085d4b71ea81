// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/receiver/rarenotice.h"

#include <chrono>
#include <functional>
#include <utility>

namespace kaunt {

/// Counts what strangers can make happen as often as they like, and tells it once in a while. `Counted` is a plain
/// value with a `count`, the time of the last (`lastAt`, UTC milliseconds) and whatever else is told of the last. Lives
/// in its owner's thread, and not longer than its owner.
template <typename Counted>
class StrangerTally final {
public:
    /// `tell` gets what was counted so far, as RareNotice paces it.
    StrangerTally(const Clock& clock, QObject* owner, std::function<void(const Counted&)> tell,
                  std::chrono::milliseconds pause = std::chrono::seconds(10))
        : m_clock(clock)
        , m_tell(std::move(tell))
        , m_notice(pause, owner)
    {
        QObject::connect(&m_notice, &RareNotice::due, &m_notice, [this] { m_tell(m_counted); });
    }

    /// Of `last`, the count and the time are set here.
    void add(Counted last)
    {
        last.count = m_counted.count + 1;
        last.lastAt = m_clock.utcMillis();
        m_counted = std::move(last);
        m_notice.ask();
    }

    /// Tells now what waits to be told.
    void hurry() { m_notice.hurry(); }

private:
    const Clock& m_clock;
    const std::function<void(const Counted&)> m_tell;
    Counted m_counted;
    RareNotice m_notice;
};

} // namespace kaunt
