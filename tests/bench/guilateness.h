// SPDX-License-Identifier: MIT
#pragma once

#include <QElapsedTimer>
#include <QList>
#include <QTimer>

namespace kaunt::bench {

/// How late a timer of 5 ms is in the thread that this lives in: what somebody who types or scrolls there has to wait.
class GuiLateness {
public:
    struct Figures {
        double median = 0; ///< milliseconds, as the others
        double p99 = 0;
        double most = 0;
        double p99Work = 0; ///< of the thread itself between two ticks: what a busy machine adds nothing to
        double mostWork = 0;
    };

    GuiLateness();
    void start();
    [[nodiscard]] Figures stop(); ///< since start()

private:
    QTimer m_timer;
    QElapsedTimer m_time;
    QList<double> m_late;
    double m_worked = 0; ///< by the thread, ever
    QList<double> m_work;
};

} // namespace kaunt::bench
