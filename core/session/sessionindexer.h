// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/searchindexer.h"

#include <QObject>

namespace kaunt {

class EventLog;

/// Keeps the search index of a session's log caught up with what that tells. Lives in the session's thread; made after
/// the log and destroyed before it.
class SessionIndexer final : public QObject {
    Q_OBJECT

public:
    SessionIndexer(const EventLog& log, const QString& directory);

private:
    SearchIndexer m_indexer;
};

} // namespace kaunt
