// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/eventlog.h"

#include <QThread>

#include <atomic>

namespace kaunt::bench {

/// Deliveries that arrive at a steady rate, given to the log in a thread of its own as the receiver does. One in twenty
/// is a repeat. The log outlives it.
class Arrivals final : public QThread {
public:
    Arrivals(EventLog& log, const Clock& clock, int perSecond);
    ~Arrivals() override; ///< ends them

    [[nodiscard]] qint64 appended() const { return m_appended; }

protected:
    void run() override;

private:
    EventLog& m_log;
    const Clock& m_clock;
    const int m_perSecond;
    std::atomic<qint64> m_appended = 0; ///< written by the thread, read by whoever asks
};

} // namespace kaunt::bench
