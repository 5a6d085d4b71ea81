// SPDX-License-Identifier: MIT
#include "core/storage/writablelog.h"

#include <algorithm>
#include <utility>

namespace kaunt {

WritableLog::WritableLog(LogFolder& folder, const LogOptions& options, const Clock& clock, LogRole role)
    : m_folder(folder)
    , m_options(options)
    , m_clock(clock)
    , m_role(role)
{
}

Result<void, LogError> WritableLog::open()
{
    if (auto cleared = clearPlace(); !cleared)
        return cleared;
    if (m_role == LogRole::Owner) {
        if (auto there = m_folder.restore(); !there)
            return there;
    }
    auto connection = WriteConnection::open(m_folder.databasePath(), m_options, m_role);
    if (!connection)
        return failure(connection.error());
    m_connection = std::move(*connection);
    m_connection->goOnAbove(m_lastNumber);
    lookWhetherIsAnother();
    return {};
}

/// It may have been exchanged while none was open, too.
void WritableLog::lookWhetherIsAnother()
{
    const QString identity = m_connection->identity();
    const bool isSame = std::exchange(m_isSalvaged, false) || m_identities.isEmpty() || identity.isEmpty() ||
                        m_identities.contains(identity);
    if (std::exchange(m_isLeft, false) || !isSame) {
        m_isAnother = true;
        m_identities.clear();
        m_lastOfOthers = m_connection->lastNumber();
    }
    if (!identity.isEmpty() && !m_identities.contains(identity))
        m_identities.append(identity);
}

bool WritableLog::isOfThisLog(const ForwardProgress& progress) const
{
    if (!progress.log.isEmpty())
        return m_identities.contains(progress.log);
    return std::all_of(progress.records.cbegin(), progress.records.cend(),
                       [this](const ForwardRecord& one) { return one.delivery > m_lastOfOthers; });
}

void WritableLog::close()
{
    if (!m_connection)
        return;
    m_lastNumber = m_connection->lastNumber();
    if (m_connection->isReplaced())
        (void)m_connection->writeBack();
    m_isLeft = m_isLeft || m_connection->isMoved();
    m_isStaleLogThere = m_isStaleLogThere || m_connection->hasLeftWriteAheadLog();
    m_connection.reset();
    (void)clearPlace(); // else open() does
}

void WritableLog::finish()
{
    if (m_connection && m_role == LogRole::Owner && !m_connection->isReplaced())
        (void)m_connection->writeBack(); // else close() does
    close();
}

Result<void, LogError> WritableLog::leaveReplaced()
{
    if (!m_connection || !m_connection->isReplaced())
        return {};
    if (!m_connection->isMoved()) {
        if (auto written = m_connection->writeBack(); !written)
            return written;
    }
    close();
    return {};
}

Result<void, LogError> WritableLog::clearPlace()
{
    if (!m_isStaleLogThere)
        return {};
    auto cleared = m_folder.putWriteAheadLogAside(m_clock.utcMillis());
    m_isStaleLogThere = !cleared;
    return cleared;
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
