// SPDX-License-Identifier: MIT
#include "core/receiver/rarenotice.h"

#include <utility>

namespace kaunt {

RareNotice::RareNotice(std::chrono::milliseconds pause, QObject* parent)
    : QObject(parent)
    , m_pause(this) // moves into the owner's thread with it
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (std::exchange(m_isAsked, false))
            ask();
    });
}

void RareNotice::hurry()
{
    if (!std::exchange(m_isAsked, false))
        return;
    m_pause.start();
    Q_EMIT due();
}

void RareNotice::ask()
{
    if (m_pause.isActive()) {
        m_isAsked = true;
        return;
    }
    m_pause.start();
    Q_EMIT due();
}

} // namespace kaunt
