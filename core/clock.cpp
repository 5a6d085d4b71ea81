// SPDX-License-Identifier: MIT
#include "core/clock.h"

#include <QDateTime>
#include <QFile>

#include <chrono>
#include <ctime>

namespace kaunt {

qint64 SystemClock::utcMillis() const
{
    return QDateTime::currentMSecsSinceEpoch();
}

qint64 SystemClock::monotonicMicros() const
{
    std::chrono::nanoseconds sinceStart = std::chrono::steady_clock::now().time_since_epoch();
#ifdef CLOCK_BOOTTIME
    // The steady clock stands still while the machine sleeps: a token would be valid a night too long.
    timespec time = {};
    if (::clock_gettime(CLOCK_BOOTTIME, &time) == 0)
        sinceStart = std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
#endif
    return std::chrono::duration_cast<std::chrono::microseconds>(sinceStart).count();
}

qint64 SystemClock::threadMicros() const
{
#ifdef CLOCK_THREAD_CPUTIME_ID
    timespec used = {};
    if (::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used) == 0) {
        const auto time = std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec);
        return std::chrono::duration_cast<std::chrono::microseconds>(time).count();
    }
#endif
    return monotonicMicros();
}

QByteArray SystemClock::bootId() const
{
#ifdef CLOCK_BOOTTIME
    QFile file(QStringLiteral("/proc/sys/kernel/random/boot_id"));
    if (file.open(QIODevice::ReadOnly))
        return file.readAll().trimmed();
#endif
    return {};
}

} // namespace kaunt
