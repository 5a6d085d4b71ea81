// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logfolder.h"
#include "core/storage/writeconnection.h"

#include <QStringList>

#include <algorithm>
#include <iterator>
#include <vector>

namespace kaunt {

/// The log of a folder for who writes to it again and again: opened, and opened anew after an error that a connection
/// may not survive. Once another file has taken the place of the one that is open, that one is left, and numbers go on
/// above all that were given. Where its write-ahead log alone was deleted, all that stands there is written into the
/// file first. A write-ahead log that it leaves there is kept as `events.sqlite.replaced-<UTC>-wal`: SQLite would take
/// it for the other file's, and write the old pages into that. Lives in the writer thread; the folder and the clock
/// outlive it.
class WritableLog {
public:
    WritableLog(LogFolder& folder, const LogOptions& options, const Clock& clock, LogRole role);

    /// An owner's folder and file are made again where somebody has removed them.
    [[nodiscard]] Result<void, LogError> open();
    void close();
    /// Closes it for good, with nothing left beside the file: SQLite sees to that only where nobody reads at the time.
    void finish();
    /// Closes a file that was deleted or exchanged, or whose write-ahead log was; an error where that stays open, as
    /// what was stored can't be written anywhere else just now.
    [[nodiscard]] Result<void, LogError> leaveReplaced();
    /// Whether open() has gone over to another log since this was asked last.
    [[nodiscard]] bool takeIsAnother();
    /// The next that is opened is the same log, salvaged: under another identity it has the same numbers.
    void expectSalvaged() { m_isSalvaged = true; }
    /// The highest number that was given in another log before this one was opened, or in this one.
    [[nodiscard]] qint64 lastOfOthers() const { return m_lastOfOthers; }
    /// Those that are about deliveries of this log: what was on its way when it took another's place names, by the same
    /// numbers, those of that one.
    template <typename Late>
    [[nodiscard]] std::vector<Late> ofThisLog(const std::vector<Late>& all) const
    {
        std::vector<Late> some;
        std::copy_if(all.cbegin(), all.cend(), std::back_inserter(some),
                     [this](const Late& one) { return isOfThisLog(one); });
        return some;
    }
    void setRetention(const RetentionPolicy& policy);

    [[nodiscard]] explicit operator bool() const { return m_connection != nullptr; }
    /// While it is open.
    WriteConnection* operator->() const { return m_connection.get(); }

private:
    [[nodiscard]] Result<void, LogError> clearPlace();
    void lookWhetherIsAnother();
    [[nodiscard]] bool isOfThisLog(const LateDiagnosis& late) const { return late.delivery > m_lastOfOthers; }
    [[nodiscard]] bool isOfThisLog(const LateAnswer& late) const { return late.delivery > m_lastOfOthers; }
    [[nodiscard]] bool isOfThisLog(const ForwardProgress& progress) const;

    LogFolder& m_folder;
    LogOptions m_options;
    const Clock& m_clock;
    const LogRole m_role;
    std::unique_ptr<WriteConnection> m_connection;
    QStringList m_identities; ///< of the log, and of those that it was salvaged from
    qint64 m_lastNumber = 0;  ///< the highest that was given, in whichever file
    qint64 m_lastOfOthers = 0;
    bool m_isSalvaged = false;
    bool m_isLeft = false; ///< and the one in its place is not open yet
    bool m_isAnother = false;
    bool m_isStaleLogThere = false; ///< the write-ahead log of the one that was left
};

} // namespace kaunt
