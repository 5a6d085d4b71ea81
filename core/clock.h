// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QtGlobal>

namespace kaunt {

/// Where the core takes time from, so that tests can set it. All calls are safe from every thread.
class Clock {
public:
    Clock() = default;
    virtual ~Clock() = default;
    Q_DISABLE_COPY_MOVE(Clock)

    /// Milliseconds since 1970-01-01T00:00:00Z. May jump when the user sets the clock.
    [[nodiscard]] virtual qint64 utcMillis() const = 0;
    /// Microseconds since an arbitrary start; never goes back, and nobody sets it. For durations. On Linux the time
    /// that the machine sleeps counts.
    [[nodiscard]] virtual qint64 monotonicMicros() const = 0;
    /// Microseconds of processor time that the calling thread has had; where that is not known, monotonicMicros(). For
    /// what work costs, whoever else is at work.
    [[nodiscard]] virtual qint64 threadMicros() const { return monotonicMicros(); }
    /// Which start of the machine that arbitrary start is: what two programs have measured since the same one can be
    /// compared. Empty where that is not known.
    [[nodiscard]] virtual QByteArray bootId() const { return {}; }
};

/// The machine's. The programs make one and hand it in.
class SystemClock final : public Clock {
public:
    [[nodiscard]] qint64 utcMillis() const override;
    [[nodiscard]] qint64 monotonicMicros() const override;
    [[nodiscard]] qint64 threadMicros() const override;
    [[nodiscard]] QByteArray bootId() const override;
};

} // namespace kaunt
