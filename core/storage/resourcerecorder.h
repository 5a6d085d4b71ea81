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

private:
    const LogDatabase& m_database;
    LogStatement m_selectSubject;
    LogStatement m_insert;
};

} // namespace kaunt
