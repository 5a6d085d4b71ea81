// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/storage/folderlock.h"
#include "core/storage/logerror.h"

#include <QLatin1String>
#include <QString>

namespace kaunt {

/// The folder of a log: `events.sqlite` and `events.lock`, made for the owner's eyes only, whatever the umask says.
/// Owns the lock while it lives. One thread at a time.
class LogFolder {
public:
    static constexpr QLatin1String databaseName{"events.sqlite"};
    static constexpr QLatin1String lockName{"events.lock"};

    explicit LogFolder(const QString& directory);
    ~LogFolder();
    Q_DISABLE_COPY_MOVE(LogFolder)

    [[nodiscard]] const QString& directory() const { return m_directory; } ///< absolute
    [[nodiscard]] QString databasePath() const;
    [[nodiscard]] qint64 bytesFree() const; ///< on its disk, for us
    /// Takes the lock; that of a process that is gone is taken over. LockedByOther names the owner.
    [[nodiscard]] Result<void, LogError> lock();
    void unlock();
    /// Makes all of that anew which somebody has removed: the folder, the lock, the database file.
    [[nodiscard]] Result<void, LogError> restore();
    /// Makes the folder where it is missing.
    [[nodiscard]] Result<void, LogError> makeFolder() const;
    /// Makes an empty database file where there is none, so that SQLite gives its companions the same permissions.
    [[nodiscard]] Result<void, LogError> makeDatabaseFile() const;

    /// Whether the database file is empty, with nothing left of its write-ahead log, where what stands beside it is
    /// made only once a log is there: so does a disk leave one that was cut.
    [[nodiscard]] bool isEmptied() const;

    /// Where the database file is kept that has to make room for another: beside it, a name that nothing has, nor
    /// `-wal` behind it. `why` is part of it, and the time.
    [[nodiscard]] QString keptPath(const QString& why, qint64 utcMillis) const;
    /// Moves a write-ahead log that belongs to no file here out of the way of the one in its place, as keptPath()-wal;
    /// one that holds nothing is removed. No connection of this process may have it open for writing.
    [[nodiscard]] Result<void, LogError> putWriteAheadLogAside(qint64 utcMillis) const;

    /// Remembers, for the next start, that SQLite found the database malformed while it was in use: opening it need not
    /// touch what is. Any thread.
    void markDamaged() const;
    [[nodiscard]] bool isMarkedDamaged() const;
    void unmarkDamaged() const;

private:
    [[nodiscard]] QString damageMark() const;

    QString m_directory;
    FolderLock m_lock;
};

} // namespace kaunt
