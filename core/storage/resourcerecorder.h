// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logstatement.h"
#include "core/webhook/delivery.h"

namespace kaunt {

/// Writes fetched resources: statements of the writing connection. The caller owns the transaction. Lives in the writer
/// thread.
class ResourceRecorder {
public:
    explicit ResourceRecorder(const LogDatabase& database);

    /// Gives the resource its id. NotFound where its delivery is gone.
    [[nodiscard]] Result<ResourceRecord, LogError> record(const ResourceRecord& resource);
    /// The same under an event that is known; its delivery may be gone. NotFound where the event is, too.
    [[nodiscard]] Result<ResourceRecord, LogError> recordOfEvent(const ResourceRecord& resource, qint64 event);

private:
    /// NotFound where the subject is 0.
    [[nodiscard]] Result<ResourceRecord, LogError> insert(const ResourceRecord& resource, qint64 subject);

    const LogDatabase& m_database;
    LogStatement m_selectSubject;
    LogStatement m_selectEvent;
    LogStatement m_insert;
};

} // namespace kaunt
