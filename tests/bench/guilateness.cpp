// SPDX-License-Identifier: MIT
#include "tests/bench/guilateness.h"

#include <algorithm>
#include <ctime>

namespace kaunt::bench {

namespace {

constexpr int intervalMillis = 5;
constexpr double nanosPerMilli = 1e6;

double millisOfThisThread()
{
    timespec used{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    constexpr double millisPerSecond = 1e3;
    return static_cast<double>(used.tv_sec) * millisPerSecond + static_cast<double>(used.tv_nsec) / nanosPerMilli;
}

} // namespace

GuiLateness::GuiLateness()
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(intervalMillis);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
        const double late = static_cast<double>(m_time.nsecsElapsed()) / nanosPerMilli - intervalMillis;
        m_late.append(std::max(0.0, late));
        const double worked = millisOfThisThread();
        m_work.append(worked - m_worked);
        m_worked = worked;
        m_time.start();
    });
}

void GuiLateness::start()
{
    m_late.clear();
    m_worked = millisOfThisThread();
    m_work.clear();
    m_time.start();
    m_timer.start();
}

GuiLateness::Figures GuiLateness::stop()
{
    m_timer.stop();
    std::sort(m_late.begin(), m_late.end());
    const qsizetype count = m_late.size();
    if (count == 0)
        return {};
    std::sort(m_work.begin(), m_work.end());
    const qsizetype ninetyNine = count * 99 / 100;
    return {m_late.at(count / 2), m_late.at(ninetyNine), m_late.constLast(), m_work.at(ninetyNine), m_work.constLast()};
}

} // namespace kaunt::bench
