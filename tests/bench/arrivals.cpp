// SPDX-License-Identifier: MIT
#include "tests/bench/arrivals.h"

#include "tests/bench/benchlog.h"

namespace kaunt::bench {

Arrivals::Arrivals(EventLog& log, const Clock& clock, int perSecond)
    : m_log(log)
    , m_clock(clock)
    , m_perSecond(perSecond)
{
}

Arrivals::~Arrivals()
{
    requestInterruption();
    wait();
}

void Arrivals::run()
{
    constexpr unsigned long pauseMillis = 5;
    constexpr qint64 microsPerSecond = 1'000'000;
    const qint64 begun = m_clock.monotonicMicros();
    const qint64 first = m_log.statistics().deliveries;
    while (!isInterruptionRequested()) {
        const qint64 due = (m_clock.monotonicMicros() - begun) * m_perSecond / microsPerSecond;
        while (m_appended < due && !isInterruptionRequested()) {
            if (!m_log.append(benchDelivery(first + m_appended, m_clock.utcMillis())))
                break; // the queue is full: the log is what limits the rate then
            ++m_appended;
        }
        msleep(pauseMillis);
    }
}

} // namespace kaunt::bench
