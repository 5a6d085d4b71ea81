// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace kaunt {

/// The other process that holds a write lock on the log's database or on the companions of its write-ahead log:
/// "sqlite3 (process 4711)". Empty where there is none, or where it can't be known: proc(5) tells the locks of Linux.
/// Reads files of /proc; any thread.
[[nodiscard]] QString lockHolderOf(const QString& databasePath);

/// The process of another than this one that `locks`, the text of /proc/locks (proc_locks(5)), tells of; 0 for none.
[[nodiscard]] qint64 lockHolderIn(const QByteArray& locks, const QString& databasePath);

} // namespace kaunt
