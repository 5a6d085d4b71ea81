// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"

#include <QByteArray>
#include <QSet>

namespace kaunt {

/// Which requests to no endpoint are worth a row: each method and path once in a minute, and a few of them in all, so
/// that who looks for holes neither fills the log nor takes the writer's time. A plain value but for the clock, which
/// must outlive it; one thread.
class MisdirectedRate {
public:
    static constexpr qsizetype mostPerMinute = 20;

    explicit MisdirectedRate(const Clock& clock)
        : m_clock(clock)
    {
    }

    /// Counts one more. False where it is to be forgotten.
    [[nodiscard]] bool add(const QByteArray& method, const QByteArray& path)
    {
        constexpr qint64 minuteMicros = 60'000'000;
        if (const qint64 minute = m_clock.monotonicMicros() / minuteMicros; minute != m_minute) {
            m_minute = minute;
            m_called.clear();
        }
        const QByteArray call = method + ' ' + path;
        if (m_called.size() >= mostPerMinute || m_called.contains(call))
            return false;
        m_called.insert(call);
        return true;
    }

private:
    const Clock& m_clock;
    qint64 m_minute = -1;
    QSet<QByteArray> m_called; ///< in this minute
};

} // namespace kaunt
