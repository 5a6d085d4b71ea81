// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logqueries.h"

namespace kaunt {

/// The log of a folder for a thread that reads it again and again: opened when it is first asked for, and anew once
/// another has taken its place. Made, used and closed in that thread.
class CurrentLog {
public:
    /// The clock must outlive it.
    CurrentLog(QString directory, const Clock& clock);

    /// Never null. Until the next call.
    [[nodiscard]] Result<const LogQueries*, LogError> open();
    /// The same without the reason; null where it can't be read just now.
    [[nodiscard]] const LogQueries* get() { return open().value_or(nullptr); }
    void close() { m_log.reset(); }

private:
    const QString m_directory;
    const Clock& m_clock;
    std::unique_ptr<LogQueries> m_log;
};

} // namespace kaunt
