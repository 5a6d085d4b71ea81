// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/annotationrecorder.h"
#include "core/storage/clockshifts.h"
#include "core/storage/forwardrecorder.h"
#include "core/storage/logrole.h"
#include "core/storage/resourcerecorder.h"
#include "core/storage/retentionsweep.h"
#include "core/storage/writequeue.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>

namespace kaunt {

/// How long the deliveries of the last commit took to become durable: known only after it, and written with the next.
struct StoredTimes {
    qint64 first = 0;     ///< the number of its first delivery
    QList<qint64> micros; ///< of that and those that follow it; none where all are written
};

/// The writing connection to a log, with its statements and its counts. Each commit is one transaction, there whole or
/// not at all. Lives in the writer thread.
class WriteConnection {
public:
    /// What a commit has put into the log and taken out of it.
    struct Committed {
        QList<quint64> tickets;
        QList<DeliverySummary> deliveries; ///< of the same places
        QList<qint64> removed;             ///< by the bounds of what is refused or misdirected
    };

    [[nodiscard]] static Result<std::unique_ptr<WriteConnection>, LogError>
    open(const QString& path, const LogOptions& options, LogRole role);

    /// Writes what `times` has of the commit before, and puts this one's there.
    [[nodiscard]] Result<Committed, LogError> commit(const PendingDeliveries& deliveries, const Clock& clock,
                                                     StoredTimes& times);
    /// Waits a moment for another's lock, as others wait for the writer: it is for information only.
    [[nodiscard]] Result<void, LogError> commit(StoredTimes& times);
    [[nodiscard]] Result<ResourceRecord, LogError> commit(const ResourceRecord& resource);
    [[nodiscard]] Result<Annotation, LogError> commit(const Annotation& annotation);
    [[nodiscard]] Result<void, LogError> commit(const std::vector<LateDiagnosis>& diagnoses);
    [[nodiscard]] Result<void, LogError> commit(const std::vector<ForwardProgress>& forwards);
    [[nodiscard]] Result<void, LogError> commit(const std::vector<LateAnswer>& answers);
    /// Likewise, as it is noticed again.
    [[nodiscard]] Result<void, LogError> commit(const ClockShifts::Notice& notice);
    [[nodiscard]] Result<RetentionSweep::Step, LogError> commitSweepStep(qint64 nowUtcMillis);

    /// Whether another connection has written to the log since this was asked last, or since it was opened. Waits for
    /// no lock.
    [[nodiscard]] bool takeChangedByOthers();

    /// Writes what is there already: whether it could be, without waiting for another's lock.
    [[nodiscard]] Result<void, LogError> tryCommit();

    /// Writes the write-ahead log, wherever it is by now, into the file, wherever that is: all of it, or an error.
    /// Waits a moment for those who read, and not longer.
    [[nodiscard]] Result<void, LogError> writeBack();
    /// The same, without waiting, where the file is longer than what is in it: pages that were given back leave it with
    /// the write-ahead log alone, and SQLite writes that back after some megabytes more.
    [[nodiscard]] Result<void, LogError> cutFile();

    /// See LogDatabase.
    [[nodiscard]] bool isReplaced() const { return m_database->isReplaced(); }
    [[nodiscard]] bool isMoved() const { return m_database->isMoved(); }
    [[nodiscard]] bool hasLeftWriteAheadLog() const { return m_database->hasLeftWriteAheadLog(); }
    /// See LogPlace; empty where it can't be read.
    [[nodiscard]] QString identity() const;
    /// The highest number that was given.
    [[nodiscard]] qint64 lastNumber() const { return m_totals.lastNumber; }
    /// The next delivery's number is above this one too.
    void goOnAbove(qint64 number) { m_totals.lastNumber = std::max(m_totals.lastNumber, number); }
    /// UTC milliseconds; 0 where nothing was.
    [[nodiscard]] qint64 lastReceivedAt() const { return m_totals.lastReceivedAt; }
    /// Of earlier runs; nothing where it can't be read, either.
    [[nodiscard]] std::optional<ClockBasis> clockBasis() const;
    /// UTC milliseconds, of the oldest delivery, by the clock as it was set afterwards; 0 where there is none.
    [[nodiscard]] qint64 oldestReceivedAt() const;
    void setRetention(const RetentionPolicy& policy) { m_retention.setPolicy(policy); }
    [[nodiscard]] bool isTooLarge(qint64 bytes) const { return m_retention.isTooLarge(bytes); }
    /// As of the last commit; `bytesBefore` where the size could never be read.
    [[nodiscard]] LogStatistics statistics(qint64 bytesBefore) const;

private:
    WriteConnection(std::unique_ptr<LogDatabase> database, const LogOptions& options);

    [[nodiscard]] Result<QList<qint64>, LogError> boundStrangers(const PendingDeliveries& deliveries,
                                                                 LogTotals& totals);
    [[nodiscard]] Result<void, LogError> writeBack(std::chrono::milliseconds patience);
    [[nodiscard]] Result<void, LogError> recordTimes(const StoredTimes& times);
    /// The size of the file, where it can be read; in a transaction that takes no lock.
    void measure();
    /// As soon as another's lock lets it, within `patience`.
    [[nodiscard]] Result<void, LogError> begin(LogTransaction& transaction, std::chrono::milliseconds patience);
    /// What `write` answers, once it is committed; begun as soon as another's lock lets it, within `patience`.
    template <typename Write>
    [[nodiscard]] auto inTransaction(Write write, std::chrono::milliseconds patience = LogDatabase::usualPatience)
        -> decltype(write());
    /// Has `record` write each of them, all in one transaction.
    template <typename Late, typename Record>
    [[nodiscard]] Result<void, LogError> commitEach(const std::vector<Late>& all, Record record);

    std::unique_ptr<LogDatabase> m_database;
    int m_maxRefused;
    int m_maxMisdirected;
    DeliveryRecorder m_recorder;
    ResourceRecorder m_resources;
    AnnotationRecorder m_annotations;
    ForwardRecorder m_forwards;
    RetentionSweep m_retention;
    LogTotals m_totals;
    bool m_isLocked = false;       ///< by another, for longer than the usual patience
    std::optional<qint64> m_bytes; ///< of the file; nothing where that can't be read
    qint64 m_dataVersion = 0;      ///< of SQLite, as it was when others were looked for
};

} // namespace kaunt
