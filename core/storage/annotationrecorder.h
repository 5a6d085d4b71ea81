// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/annotation.h"
#include "core/storage/logstatement.h"

namespace kaunt {

/// Writes marks and notes: statements of the writing connection. The caller owns the transaction. Lives in the writer
/// thread.
class AnnotationRecorder {
public:
    explicit AnnotationRecorder(const LogDatabase& database);

    /// NotFound where the log has no such delivery.
    [[nodiscard]] Result<Annotation, LogError> record(const Annotation& annotation);

private:
    const LogDatabase& m_database;
    LogStatement m_selectSubject;
    LogStatement m_write;
    LogStatement m_deleteEmpty;
};

} // namespace kaunt
