// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/benchwindow.h"
#include "tests/bench/guilateness.h"

#include <QTextStream>

namespace kaunt::bench {

/// Measures the list of a large log in the real window and prints a table. Goals are those of the design; nothing is
/// asserted.
class ListBench {
public:
    ListBench(BenchWindow& window, const Clock& clock, QTextStream& out);

    void measureStart(const QString& directory, double startedMillis);
    void measureJumps();
    void measureFilters();
    void measureSorting();
    void measureLateness(int seconds, int perSecond);

private:
    void row(const QString& what, const QString& figures, const QString& goal = {});
    void measureFilter(const QString& expression, const QString& goal);
    [[nodiscard]] GuiLateness::Figures latenessOf(int seconds, int perSecond);
    void setOrder(const DeliveryOrder& order);
    void waitForSearch();

    BenchWindow& m_window;
    const Clock& m_clock;
    QTextStream& m_out;
    GuiLateness m_lateness;
};

} // namespace kaunt::bench
