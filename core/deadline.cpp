// SPDX-License-Identifier: MIT
#include "core/deadline.h"

#include <algorithm>

namespace kaunt {

Deadline::Deadline(std::function<void()> expired, Qt::TimerType type)
    : m_expired(std::move(expired))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(type);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { check(); });
}

void Deadline::set(std::chrono::milliseconds time)
{
    m_deadline = QDeadlineTimer(time);
    if (!m_timer.isActive() || m_deadline < m_armed)
        arm(time.count());
}

void Deadline::check()
{
    if (m_deadline.isForever())
        return;
    if (!m_deadline.hasExpired()) {
        arm(m_deadline.remainingTime());
        return;
    }
    clear();
    m_expired();
}

void Deadline::arm(qint64 millis)
{
    constexpr qint64 longest = 86'400'000; // a day
    millis = std::clamp<qint64>(millis, 0, longest);
    m_armed = QDeadlineTimer(millis);
    m_timer.start(static_cast<int>(millis));
}

} // namespace kaunt
