// SPDX-License-Identifier: MIT
#include "core/storage/currentlog.h"

#include "core/storage/logfolder.h"

#include <utility>

namespace kaunt {

CurrentLog::CurrentLog(QString directory, const Clock& clock, LogDatabase::DamageHandler onDamage)
    : m_directory(std::move(directory))
    , m_clock(clock)
    , m_onDamage(std::move(onDamage))
{
}

Result<const LogQueries*, LogError> CurrentLog::open()
{
    if (m_log && m_log->connection().hasLeftWriteAheadLog() && !clearPlace())
        return failure(LogError{.code = LogError::Code::Replaced, .path = LogFolder(m_directory).databasePath()});
    if (m_log && m_log->connection().isReplaced())
        m_log.reset();
    if (!m_log) {
        auto opened = LogQueries::open(m_directory, m_clock, m_onDamage);
        if (!opened) {
            if (opened.error().code == LogError::Code::Damaged && m_onDamage)
                m_onDamage(opened.error());
            return failure(opened.error());
        }
        m_log = *std::move(opened);
        ++m_openings;
    }
    return m_log.get();
}

/// False while there is who writes to the log, and does that, or where it can't be done.
bool CurrentLog::clearPlace() const
{
    LogFolder folder(m_directory);
    return folder.lock() && folder.putWriteAheadLogAside(m_clock.utcMillis());
}

} // namespace kaunt
