// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"

#include <atomic>

namespace kaunt::test {

/// A clock that stands still until the test moves it. Safe from every thread.
class ManualClock final : public Clock {
public:
    explicit ManualClock(qint64 startUtcMillis = 1'769'864'531'123); // 2026-01-31T13:02:11.123Z

    [[nodiscard]] qint64 utcMillis() const override;
    [[nodiscard]] qint64 monotonicMicros() const override;
    [[nodiscard]] QByteArray bootId() const override { return m_bootId; }

    void advance(qint64 millis);
    /// Moves the wall clock only, as a user or NTP would; durations are not touched.
    void setUtcMillis(qint64 millis);
    /// Before it is used by another thread.
    void setBootId(const QByteArray& bootId) { m_bootId = bootId; }

private:
    std::atomic<qint64> m_utcMillis;
    std::atomic<qint64> m_monotonicMicros{0};
    QByteArray m_bootId;
};

} // namespace kaunt::test
