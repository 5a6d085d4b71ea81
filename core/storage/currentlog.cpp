// SPDX-License-Identifier: MIT
#include "core/storage/currentlog.h"

#include "core/storage/logfolder.h"

#include <utility>

namespace kaunt {

CurrentLog::CurrentLog(QString directory, const Clock& clock)
    : m_directory(std::move(directory))
    , m_clock(clock)
{
}

Result<const LogQueries*, LogError> CurrentLog::open()
{
    if (m_log && m_log->connection().hasLeftWriteAheadLog()) // until who writes to it has put that aside
        return failure(LogError{LogError::Code::Replaced, LogFolder(m_directory).databasePath(), {}, {}});
    if (m_log && m_log->connection().isReplaced())
        m_log.reset();
    if (!m_log) {
        auto opened = LogQueries::open(m_directory, m_clock);
        if (!opened)
            return failure(opened.error());
        m_log = *std::move(opened);
    }
    return m_log.get();
}

} // namespace kaunt
