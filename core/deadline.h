// SPDX-License-Identifier: MIT
#pragma once

#include <QDeadlineTimer>
#include <QTimer>

#include <chrono>
#include <functional>

namespace kaunt {

/// One time that moves often and is reached seldom: moving it back costs a compare, not a timer of the event loop. May
/// be further away than the 24 days that a QTimer can wait. Calls `expired` once, in the thread where it lives.
class Deadline {
public:
    explicit Deadline(std::function<void()> expired, Qt::TimerType type = Qt::CoarseTimer);

    /// From now; replaces what was set.
    void set(std::chrono::milliseconds time);
    /// When it runs out, in nanoseconds of QDeadlineTimer's clock.
    [[nodiscard]] qint64 at() const { return m_deadline.deadlineNSecs(); }
    void clear() { m_deadline = QDeadlineTimer(QDeadlineTimer::Forever); }

private:
    void check();
    void arm(qint64 millis);

    std::function<void()> m_expired;
    QTimer m_timer;
    QDeadlineTimer m_deadline{QDeadlineTimer::Forever};
    QDeadlineTimer m_armed{QDeadlineTimer::Forever}; ///< when the timer fires, where it is active
};

} // namespace kaunt
