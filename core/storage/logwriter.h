// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/backgroundsalvage.h"
#include "core/storage/believedtime.h"
#include "core/storage/clockshifts.h"
#include "core/storage/heldexpiry.h"
#include "core/storage/interruption.h"
#include "core/storage/laterrecords.h"
#include "core/storage/sharedstatistics.h"
#include "core/storage/writablelog.h"
#include "core/storage/writequeue.h"

#include <QTimer>

#include <optional>

namespace kaunt {

/// The writing side of an EventLog: takes what waits, commits it as one, emits the log's signals, and sweeps between
/// batches. A log that is found damaged is salvaged, and what comes meanwhile fails. Whatever deliveries fail for, it
/// is tried every second whether that is over. A file that was deleted or exchanged is left for the one in its place,
/// and nothing that was written to it meanwhile is told as committed. Lives in the writer thread; every call is made
/// there.
class LogWriter final : public QObject {
public:
    LogWriter(EventLog& log, WriteQueue& queue, SharedStatistics& statistics, const LogOptions& options,
              LogFolder& folder, const Clock& clock, LogRole role);
    ~LogWriter() override;

    [[nodiscard]] Result<void, LogError> open();
    /// In place of open(), for a log that is known to be damaged: it is salvaged before anything is written to it.
    void openDamaged();
    /// In place of open(), for a log that could not be opened just now.
    void openLater(const LogError& error);
    /// Now that somebody hears of it: see EventLog::start().
    void start();
    /// Somebody who reads found the log damaged.
    void lookIntoDamage();
    /// See EventLog::lookForOthers().
    void lookForOthers();
    /// Writes one batch of what waits and comes back for more.
    void work();
    void setRetention(const RetentionPolicy& policy);
    /// Writes all that waits and closes the database.
    void finish();

private:
    [[nodiscard]] Result<void, LogError> connectToDatabase();
    /// To what stands in its place now.
    [[nodiscard]] Result<void, LogError> connectInPlace();
    [[nodiscard]] bool write(const WriteQueue::Batch& batch);
    [[nodiscard]] bool writeDeliveries(const PendingDeliveries& deliveries);
    void writeStoredTimes();
    void writeClockShift();
    void fail(const WriteQueue::Batch& batch, const LogError& error);
    void writeWaiting();
    void salvageWhatIsDue();
    /// From now on deliveries fail for this.
    void beginFailing(const LogError& error);
    void endFailing();
    /// Whether what deliveries fail for is over.
    void probe();
    /// What to tell of an error: that of a damaged log begins its salvage.
    [[nodiscard]] LogError answerTo(const LogError& error);
    void disconnectAfter(const LogError& error);
    void startSalvage();
    void goOnAfter(const Result<SalvageReport, LogError>& salvage);
    void startSweep();
    void sweep();
    void publishStatistics();

    EventLog& m_log;
    WriteQueue& m_queue;
    SharedStatistics& m_statistics;
    const Clock& m_clock;
    std::optional<BelievedTime> m_time;  ///< since the log was first open
    std::optional<ClockShifts> m_shifts; ///< of this one
    LogFolder& m_folder;
    const LogRole m_role;
    const QString m_path;
    BackgroundSalvage m_salvage;
    WritableLog m_connection;
    StoredTimes m_storedTimes;
    QTimer m_quiet; ///< single-shot: nothing came for a while
    QTimer m_sweepTimer;
    QTimer m_waitTimer;          ///< while what users note has to wait
    Interruption m_interruption; ///< while deliveries fail
    HeldExpiry m_heldExpiry;
    bool m_sweeping = false;
    bool m_isSalvageDue = false;           ///< even where the log could be opened
    std::optional<SalvageReport> m_untold; ///< of a salvage whose log could not be opened yet
    LogError m_lastError;
    LaterRecords m_later;
};

} // namespace kaunt
