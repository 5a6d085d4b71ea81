// SPDX-License-Identifier: MIT
#pragma once

#include "core/workerthread.h"

#include <QString>

namespace kaunt {

/// Keeps the search index of a log caught up, in a thread of its own that goes behind those that somebody waits for. A
/// search does without what is not in the index yet, so its failures are not told: they are tried again with the next
/// arrival. Made, used and destroyed in one thread; before the log.
class SearchIndexer {
public:
    explicit SearchIndexer(const QString& directory);
    ~SearchIndexer(); ///< ends with the batch in hand
    Q_DISABLE_COPY_MOVE(SearchIndexer)

    /// Something was stored or removed. Cheap, and called often means called once.
    void wake();
    /// Another log has taken the place of the one that was indexed.
    void goOver();

private:
    class Worker;
    WorkerThread<Worker> m_thread;
};

} // namespace kaunt
