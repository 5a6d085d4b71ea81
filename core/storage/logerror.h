// SPDX-License-Identifier: MIT
#pragma once

#include <QMetaType>
#include <QString>

namespace kaunt {

/// Why the log can not be opened, read or written, by its code; which other fields are filled stands there. A plain
/// value.
struct LogError {
    enum class Code {
        NotWritable,       ///< the folder or file can't be made or written
        NoThrowAwayFolder, ///< for a demo's log, which is in no place of the user's; `path` is where it was to be
        LockedByOther,     ///< another process owns this log; `owner` says which
        OlderInUse,        ///< the same, and its schema is an earlier one, which only an owner can change
        Damaged,           ///< SQLite finds the file malformed, or no database at all
        Salvaging, ///< what can be read of a damaged log is being copied into a new one; nothing is stored meanwhile
        NotOurs,   ///< a database of another program
        TooNew,    ///< written by a newer version; `detail` has its schema number
        DiskFull,  ///< `freeBytes` has what is left
        IoError,   ///< the disk or its file system reports an error
        Busy,      ///< another process holds SQLite's lock for longer than we wait; `owner` says which, if known
        QueueFull, ///< too many deliveries wait for the writer
        Closing,   ///< the log is being closed
        Replaced,  ///< the file was deleted or exchanged while it was in use: what was just written is in no log
        NotFound,
        Failed, ///< anything else; `detail` has the database's words
    };

    Code code = Code::Failed;
    QString path = {};       ///< of the log
    QString owner = {};      ///< "kauntctl (process 4711)"
    QString detail = {};     ///< for the curious; not a sentence for people
    qint64 freeBytes = -1;   ///< on the log's disk, for us; -1 where unknown
    qint64 neededBytes = -1; ///< there, for the copy of a damaged log; -1 where it is not about one

    bool operator==(const LogError&) const = default;
};

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::LogError)
