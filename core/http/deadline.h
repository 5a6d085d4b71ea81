// SPDX-License-Identifier: MIT
#pragma once

#include <QDeadlineTimer>
#include <QTimer>

#include <chrono>
#include <functional>

namespace kaunt::http {

/// One time limit that moves often and runs out seldom: moving it back costs a compare, not a timer of the event loop.
/// Calls `expired` once, in the thread where it lives.
class Deadline {
public:
    explicit Deadline(std::function<void()> expired);

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

} // namespace kaunt::http
