// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/eventlog.h"

#include <QMutex>

namespace kaunt {

/// The counts as of the last commit; the lock is for readers in other threads, who only copy.
class SharedStatistics {
public:
    [[nodiscard]] LogStatistics get() const;
    void set(const LogStatistics& statistics);

private:
    mutable QMutex m_mutex;
    LogStatistics m_statistics;
};

} // namespace kaunt
