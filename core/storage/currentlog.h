// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logqueries.h"

namespace kaunt {

/// The log of a folder for a thread that reads it again and again: opened when it is first asked for, and anew once
/// another has taken its place. Where nobody writes to it, a write-ahead log that was left beside that other one is put
/// aside first. Made, used and closed in that thread.
class CurrentLog {
public:
    /// The clock must outlive it. `onDamage` is called whenever the log is found damaged, by whichever question.
    CurrentLog(QString directory, const Clock& clock, LogDatabase::DamageHandler onDamage = {});

    /// Never null. Until the next call.
    [[nodiscard]] Result<const LogQueries*, LogError> open();
    /// The same without the reason; null where it can't be read just now.
    [[nodiscard]] const LogQueries* get() { return open().value_or(nullptr); }
    /// How many files it has opened.
    [[nodiscard]] int openings() const { return m_openings; }
    void close() { m_log.reset(); }

private:
    [[nodiscard]] bool clearPlace() const;

    const QString m_directory;
    const Clock& m_clock;
    const LogDatabase::DamageHandler m_onDamage;
    std::unique_ptr<LogQueries> m_log;
    int m_openings = 0;
};

} // namespace kaunt
