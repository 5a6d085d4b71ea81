// SPDX-License-Identifier: MIT
#include "core/clock.h"

#include <QDateTime>

#include <chrono>

namespace kaunt {

qint64 SystemClock::utcMillis() const
{
    return QDateTime::currentMSecsSinceEpoch();
}

qint64 SystemClock::monotonicMicros() const
{
    const auto sinceStart = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(sinceStart).count();
}

} // namespace kaunt
