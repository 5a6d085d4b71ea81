// SPDX-License-Identifier: MIT
#include "tests/bench/guilateness.h"

#include <algorithm>

namespace kaunt::bench {

namespace {

constexpr int intervalMillis = 5;
constexpr double nanosPerMilli = 1e6;

} // namespace

GuiLateness::GuiLateness()
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(intervalMillis);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
        const double late = static_cast<double>(m_time.nsecsElapsed()) / nanosPerMilli - intervalMillis;
        m_late.append(std::max(0.0, late));
        m_time.start();
    });
}

void GuiLateness::start()
{
    m_late.clear();
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
    return {m_late.at(count / 2), m_late.at(count * 99 / 100), m_late.constLast(), count};
}

} // namespace kaunt::bench
