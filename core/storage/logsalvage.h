// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/result.h"
#include "core/storage/logerror.h"
#include "core/storage/logfolder.h"

#include <QString>

namespace kaunt {

class DamagedLog;
class LogDatabase;
class RowWalk;

/// What became of a damaged log.
struct SalvageReport {
    QString keptAs;        ///< path of the damaged file, as it was found
    qint64 salvaged = 0;   ///< deliveries that stand in the new log, under their old numbers
    qint64 partial = 0;    ///< how many of those lack something: their body, or what was known of them besides it
    qint64 unreadable = 0; ///< deliveries that are known to have been there, and could not be read
    bool isLost = false;   ///< not even the head could be read: how many there were is not known

    bool operator==(const SalvageReport&) const = default;
};

/// Puts a new log in the place of one that SQLite finds damaged: copies what can be read, delivery by delivery, and
/// keeps the damaged file with its write-ahead log as `events.sqlite.damaged-<UTC>`. The new log takes the old one's
/// place in one rename at the end: whatever ends the process before, the next start begins anew from the same file,
/// with its write-ahead log, in which deliveries may stand that were answered. The caller holds the folder's lock, and
/// no connection of this process is open. Blocks for as long as the copying takes.
class LogSalvage {
public:
    LogSalvage(const LogFolder& folder, const Clock& clock);

    /// Closing where the thread is asked to stop (QThread::isInterruptionRequested): nothing has changed then. Where it
    /// fails its copy is removed, so that the disk has room for what else is on it.
    [[nodiscard]] Result<SalvageReport, LogError> run();

private:
    template <typename Copy>
    [[nodiscard]] Result<void, LogError> inParts(RowWalk& rows, Copy copy) const;
    void removeCopy() const;
    [[nodiscard]] LogError withRoom(LogError error) const;
    [[nodiscard]] Result<void, LogError> copyReadable();
    [[nodiscard]] Result<void, LogError> copyFrom(DamagedLog& damaged, const LogDatabase& database);
    [[nodiscard]] Result<void, LogError> replace();
    /// Undoes a replace() that did not come to its end.
    [[nodiscard]] Result<void, LogError> takeBackKept() const;
    [[nodiscard]] LogError notWritable(const QString& path, const QString& words) const;

    const LogFolder& m_folder;
    const Clock& m_clock;
    const QString m_path;
    const QString m_newPath;
    SalvageReport m_report;
};

} // namespace kaunt
