// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/forwardrecord.h"
#include "core/storage/logstatement.h"

namespace kaunt {

/// Writes what became of forwarded deliveries: statements of the writing connection. The caller owns the transaction.
/// Lives in the writer thread.
class ForwardRecorder {
public:
    explicit ForwardRecorder(const LogDatabase& database);

    [[nodiscard]] Result<void, LogError> record(const ForwardProgress& progress);
    /// Of a delivery that is gone meanwhile, nothing is written; of one that is to be sent again, how far it is.
    [[nodiscard]] Result<void, LogError> add(const ForwardRecord& record);
    /// With it, what was to be sent again up to there is over.
    [[nodiscard]] Result<void, LogError> setPosition(const QString& target, qint64 number);
    /// Of targets whose positions are lost: before the first that is on record of each, so that none is left out. What
    /// is on record is not sent again.
    [[nodiscard]] Result<void, LogError> derivePositions();

private:
    LogStatement m_insert;
    LogStatement m_insertOpen;
    LogStatement m_insertReplay;
    LogStatement m_deleteOpen;
    LogStatement m_deleteOpenTo;
    LogStatement m_setPosition;
    LogStatement m_derivePositions;
};

} // namespace kaunt
