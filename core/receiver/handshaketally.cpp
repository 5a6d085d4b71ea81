// SPDX-License-Identifier: MIT
#include "core/receiver/handshaketally.h"

namespace kaunt {

HandshakeTally::HandshakeTally(const Clock& clock, QObject* parent, std::chrono::milliseconds pause)
    : QObject(parent)
    , m_clock(clock)
    , m_notice(pause, this)
{
    connect(&m_notice, &RareNotice::due, this, [this] { Q_EMIT told(m_failed); });
}

void HandshakeTally::add(const QHostAddress& peer, tls::HandshakeFailure failure)
{
    m_failed = {m_failed.count + 1, m_clock.utcMillis(), peer, failure};
    m_notice.ask();
}

} // namespace kaunt
