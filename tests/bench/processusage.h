// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace kaunt::bench {

/// What a process and its children have used, as Linux counts it (proc(5)).
struct ProcessUsage {
    double cpuSeconds = 0; ///< user and system, of all that live and of the children that were waited for
    qint64 residentBytes = 0;
    qint64 peakResidentBytes = 0; ///< of the process alone
};

[[nodiscard]] ProcessUsage usageOf(qint64 processId);

} // namespace kaunt::bench
