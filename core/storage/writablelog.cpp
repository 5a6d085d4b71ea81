// SPDX-License-Identifier: MIT
#include "core/storage/writablelog.h"

#include <utility>

namespace kaunt {

WritableLog::WritableLog(LogFolder& folder, const LogOptions& options, WriteConnection::Role role)
    : m_folder(folder)
    , m_options(options)
    , m_role(role)
{
}

Result<void, LogError> WritableLog::open()
{
    if (m_role == WriteConnection::Role::Owner) {
        if (auto there = m_folder.restore(); !there)
            return there;
    }
    auto connection = WriteConnection::open(m_folder.databasePath(), m_options, m_role);
    if (!connection)
        return failure(connection.error());
    m_connection = std::move(*connection);
    m_connection->goOnAbove(m_lastNumber);
    m_isAnother = std::exchange(m_isLeft, false) || m_isAnother;
    return {};
}

void WritableLog::close()
{
    if (m_connection)
        m_lastNumber = m_connection->lastNumber();
    m_connection.reset();
}

void WritableLog::leaveReplaced()
{
    if (!m_connection || !m_connection->isReplaced())
        return;
    close();
    m_isLeft = true;
}

bool WritableLog::takeIsAnother()
{
    return std::exchange(m_isAnother, false);
}

void WritableLog::setRetention(const RetentionPolicy& policy)
{
    m_options.retention = policy;
    if (m_connection)
        m_connection->setRetention(policy);
}

} // namespace kaunt
