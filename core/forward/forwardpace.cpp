// SPDX-License-Identifier: MIT
#include "core/forward/forwardpace.h"

#include <algorithm>

namespace kaunt {

namespace {

using std::chrono::microseconds;

constexpr qint64 second = 1'000'000;

} // namespace

bool ForwardPace::isDue() const
{
    return m_observedAt == 0 || m_clock.monotonicMicros() - m_observedAt >= microseconds(observationInterval).count();
}

void ForwardPace::observe(qint64 newest)
{
    const qint64 now = m_clock.monotonicMicros();
    const qint64 passed = std::max<qint64>(1, now - m_observedAt);
    m_areMany = m_observedAt != 0 && (newest - m_newest) * second > manyPerSecond * passed;
    m_observedAt = std::max<qint64>(1, now);
    m_newest = newest;
}

std::chrono::milliseconds ForwardPace::take()
{
    if (!m_areMany)
        return {};
    const qint64 now = m_clock.monotonicMicros();
    if (now < m_nextAt)
        return std::chrono::ceil<std::chrono::milliseconds>(microseconds(m_nextAt - now));
    m_nextAt = now + microseconds(pauseMeanwhile).count();
    return {};
}

} // namespace kaunt
