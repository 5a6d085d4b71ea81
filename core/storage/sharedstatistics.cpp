// SPDX-License-Identifier: MIT
#include "core/storage/sharedstatistics.h"

#include <QMutexLocker>

namespace kaunt {

LogStatistics SharedStatistics::get() const
{
    const QMutexLocker locker(&m_mutex);
    return m_statistics;
}

void SharedStatistics::set(const LogStatistics& statistics)
{
    const QMutexLocker locker(&m_mutex);
    m_statistics = statistics;
}

} // namespace kaunt
