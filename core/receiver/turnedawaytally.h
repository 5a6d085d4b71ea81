// SPDX-License-Identifier: MIT
#pragma once

#include "core/receiver/strangertally.h"
#include "core/receiver/turnedaway.h"

#include <functional>
#include <map>
#include <utility>

namespace kaunt {

/// Counts what is turned away, each reason by itself, and tells it as StrangerTally does. Lives in its owner's thread,
/// and not longer than its owner.
class TurnedAwayTally final {
public:
    TurnedAwayTally(const Clock& clock, QObject* owner, std::function<void(const TurnedAway&)> tell)
        : m_clock(clock)
        , m_owner(owner)
        , m_tell(std::move(tell))
    {
    }

    void add(TurnedAway::Reason reason, const QHostAddress& peer)
    {
        m_tallies.try_emplace(reason, m_clock, m_owner, m_tell).first->second.add({reason, 0, 0, peer});
    }

    /// Tells now what waits to be told.
    void hurry()
    {
        for (auto& [reason, tally] : m_tallies)
            tally.hurry();
    }

private:
    const Clock& m_clock;
    QObject* const m_owner;
    const std::function<void(const TurnedAway&)> m_tell;
    std::map<TurnedAway::Reason, StrangerTally<TurnedAway>> m_tallies;
};

} // namespace kaunt
