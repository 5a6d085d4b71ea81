// SPDX-License-Identifier: MIT
#include "core/receiver/handshaketally.h"

namespace kaunt {

HandshakeTally::HandshakeTally(const Clock& clock, QObject* parent, std::chrono::milliseconds pause)
    : QObject(parent)
    , m_clock(clock)
    , m_pause(this) // moves into the receiver's thread with it
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (m_toldCount == m_failed.count)
            return;
        m_toldCount = m_failed.count;
        m_pause.start();
        Q_EMIT told(m_failed);
    });
}

void HandshakeTally::add(const QHostAddress& peer, tls::HandshakeFailure failure)
{
    m_failed = {m_failed.count + 1, m_clock.utcMillis(), peer, failure};
    if (m_pause.isActive())
        return;
    m_toldCount = m_failed.count;
    m_pause.start();
    Q_EMIT told(m_failed);
}

} // namespace kaunt
