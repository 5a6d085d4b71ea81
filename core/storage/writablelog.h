// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logfolder.h"
#include "core/storage/writeconnection.h"

namespace kaunt {

/// The log of a folder for who writes to it again and again: opened, and opened anew after an error that a connection
/// may not survive. Once another file has taken the place of the one that is open, that one is left, and numbers go on
/// above all that were given. Where its write-ahead log alone was deleted, all that stands there is written into the
/// file first. A write-ahead log that it leaves there is kept as `events.sqlite.replaced-<UTC>-wal`:
/// SQLite would take it for the other file's, and write the old pages into that. Lives in the writer thread; the folder
/// and the clock outlive it.
class WritableLog {
public:
    WritableLog(LogFolder& folder, const LogOptions& options, const Clock& clock, WriteConnection::Role role);

    /// An owner's folder and file are made again where somebody has removed them.
    [[nodiscard]] Result<void, LogError> open();
    void close();
    /// Closes a file that was deleted or exchanged, or whose write-ahead log was; an error where that stays open, as
    /// what was stored can't be written anywhere else just now.
    [[nodiscard]] Result<void, LogError> leaveReplaced();
    /// Whether open() has gone over to another file since this was asked last.
    [[nodiscard]] bool takeIsAnother();
    void setRetention(const RetentionPolicy& policy);

    [[nodiscard]] explicit operator bool() const { return m_connection != nullptr; }
    /// While it is open.
    WriteConnection* operator->() const { return m_connection.get(); }

private:
    [[nodiscard]] Result<void, LogError> clearPlace();

    LogFolder& m_folder;
    LogOptions m_options;
    const Clock& m_clock;
    const WriteConnection::Role m_role;
    std::unique_ptr<WriteConnection> m_connection;
    qint64 m_lastNumber = 0; ///< the highest that was given, in whichever file
    bool m_isLeft = false;   ///< and the one in its place is not open yet
    bool m_isAnother = false;
    bool m_isStaleLogThere = false; ///< the write-ahead log of the one that was left
};

} // namespace kaunt
