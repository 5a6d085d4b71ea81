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
    /// Of a delivery that is gone meanwhile, nothing is written.
    [[nodiscard]] Result<void, LogError> add(const ForwardRecord& record);
    [[nodiscard]] Result<void, LogError> setPosition(const QString& target, qint64 number);

private:
    LogStatement m_insert;
    LogStatement m_setPosition;
};

} // namespace kaunt
