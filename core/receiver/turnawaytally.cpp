// SPDX-License-Identifier: MIT
#include "core/receiver/turnawaytally.h"

namespace kaunt {

TurnAwayTally::TurnAwayTally(TurnedAway::Reason reason, const Clock& clock, QObject* parent,
                             std::chrono::milliseconds pause)
    : QObject(parent)
    , m_clock(clock)
    , m_turnedAway{reason, 0, 0, {}}
    , m_notice(pause, this)
{
    connect(&m_notice, &RareNotice::due, this, [this] { Q_EMIT told(m_turnedAway); });
}

void TurnAwayTally::add(const QHostAddress& peer)
{
    ++m_turnedAway.count;
    m_turnedAway.lastAt = m_clock.utcMillis();
    m_turnedAway.peer = peer;
    m_notice.ask();
}

} // namespace kaunt
