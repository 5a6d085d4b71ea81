// SPDX-License-Identifier: MIT
#include "core/session/sessionindexer.h"

#include "core/storage/eventlog.h"

namespace kaunt {

SessionIndexer::SessionIndexer(const EventLog& log, const QString& directory)
    : m_indexer(directory)
{
    connect(&log, &EventLog::statisticsChanged, this, [this] { m_indexer.wake(); });
    connect(&log, &EventLog::resourceStored, this, [this] { m_indexer.wake(); });
    connect(&log, &EventLog::salvaged, this, [this] { m_indexer.goOver(); });
    connect(&log, &EventLog::replaced, this, [this] { m_indexer.goOver(); });
}

} // namespace kaunt
