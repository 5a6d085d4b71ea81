// SPDX-License-Identifier: MIT
#include "core/storage/interruption.h"

#include <chrono>
#include <utility>

namespace kaunt {

Interruption::Interruption(EventLog& log, std::function<void()> look, QObject* parent)
    : QObject(parent)
    , m_log(log)
    , m_timer(this)
{
    m_timer.setInterval(std::chrono::seconds(1));
    connect(&m_timer, &QTimer::timeout, this, std::move(look));
}

void Interruption::begin()
{
    if (!m_timer.isActive())
        m_timer.start();
}

void Interruption::tell(const LogError& error)
{
    if (m_timer.isActive() && !std::exchange(m_isTold, true))
        Q_EMIT m_log.interrupted(error);
}

void Interruption::end()
{
    m_timer.stop();
    if (std::exchange(m_isTold, false))
        Q_EMIT m_log.recovered();
}

} // namespace kaunt
