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
        qsizetype ticks = 0;
    };

    GuiLateness();
    void start();
    [[nodiscard]] Figures stop(); ///< since start()

private:
    QTimer m_timer;
    QElapsedTimer m_time;
    QList<double> m_late;
};

} // namespace kaunt::bench
