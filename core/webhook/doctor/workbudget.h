// SPDX-License-Identifier: MIT
#pragma once

#include <QDeadlineTimer>

#include <chrono>
#include <stop_token>

namespace kaunt {

/// How much one diagnosis may cost, whatever came.
struct DiagnosisLimits {
    int trials = 10'000;                           ///< digests computed, but of orders of members and of time stamps
    qint64 hashedBytes = qint64{64} << 20;         ///< by all of them together
    qint64 preparedBytes = qint64{16} << 20;       ///< of forms kept at one time
    qsizetype inflatedBytes = qsizetype{2} << 20;  ///< of a body that is decompressed
    qsizetype reprintedBytes = qsizetype{2} << 20; ///< longer JSON is not printed anew
    qsizetype secrets = 32;                        ///< of all endpoints together
    std::chrono::milliseconds time{2'000};         ///< by the wall's clock: what no count foresees ends too
    std::stop_token stop;                          ///< nobody wants the answer any more
};

/// What is left of the limits. A digest over few bytes costs about as much as one over `smallest`.
class WorkBudget {
public:
    explicit WorkBudget(const DiagnosisLimits& limits)
        : m_trials(limits.trials)
        , m_bytes(limits.hashedBytes)
        , m_deadline(limits.time)
        , m_stop(limits.stop)
    {
    }

    /// False, and exhausted from then on, where this much is not left.
    [[nodiscard]] bool spend(qsizetype bytes)
    {
        const qint64 cost = bytes + smallest;
        if (m_trials <= 0 || m_bytes < cost)
            m_isExhausted = true;
        if (m_isExhausted)
            return false;
        --m_trials;
        take(cost);
        return !m_isExhausted;
    }
    /// For what was prepared besides: printing costs more than hashing.
    void charge(qsizetype bytes)
    {
        take(bytes + smallest);
        m_isExhausted = m_isExhausted || m_bytes < 0;
    }
    [[nodiscard]] bool isExhausted() const { return m_isExhausted; }
    [[nodiscard]] qint64 spentBytes() const { return m_spent; }

private:
    static constexpr qint64 smallest = 256;
    static constexpr qint64 betweenLooks = qint64{64} << 10;

    void take(qint64 cost)
    {
        m_bytes -= cost;
        m_spent += cost;
        m_unwatched += cost;
        if (m_unwatched < betweenLooks)
            return;
        m_unwatched = 0;
        m_isExhausted = m_isExhausted || m_deadline.hasExpired() || m_stop.stop_requested();
    }

    int m_trials;
    qint64 m_bytes;
    qint64 m_spent = 0;
    QDeadlineTimer m_deadline;
    std::stop_token m_stop;
    qint64 m_unwatched = 0; ///< bytes since the clock was looked at
    bool m_isExhausted = false;
};

} // namespace kaunt
