// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/result.h"
#include "core/storage/annotation.h"
#include "core/storage/forwardrecord.h"
#include "core/storage/logerror.h"
#include "core/storage/logsalvage.h"
#include "core/storage/retentionpolicy.h"
#include "core/webhook/delivery.h"

#include <QObject>
#include <QString>

#include <chrono>
#include <memory>

namespace kaunt {

/// Counts that are kept, never asked for on the hot path.
struct LogStatistics {
    qint64 events = 0;
    qint64 deliveries = 0; ///< refused ones included
    qint64 refused = 0;
    qint64 bytes = 0;          ///< size of the database file, its write-ahead log left out
    qint64 lastReceivedAt = 0; ///< UTC milliseconds, of the newest ever stored; 0 where there is none

    bool operator==(const LogStatistics&) const = default;
};

/// The bounds of a log: what waits, and what is kept.
struct LogOptions {
    RetentionPolicy retention;
    int maxPending = 10'000;                    ///< deliveries that may wait for the writer
    qint64 maxPendingBytes = qint64{256} << 20; ///< of their bodies together; a larger one may wait alone
    /// The newest are kept; as many replays and probes of ours, and as many that have a mark or a note.
    int maxRefused = 1'000;
    int maxMisdirected = 200; ///< of requests to no endpoint
    qsizetype maxRefusedBodyBytes = qsizetype{64} * 1024;
};

/// The durable log of deliveries, events and fetched resources: `events.sqlite` in a folder, SQLite in WAL mode with
/// synchronous=FULL, created for the owner's eyes only. Owns the lock of the folder and a writer thread with the only
/// writing connection of this process. Deliveries that arrive while a commit runs share the next one; an idle writer
/// starts at once. One per folder; the object lives in the thread that opened it; append, addResource, addForwards,
/// setAnswer, setDiagnosis, reportDamage and lookForOthers may be called from every thread.
class EventLog final : public QObject {
    Q_OBJECT

public:
    /// Makes the folder where needed, takes the lock, migrates. No failure is a log that is damaged, whose disk is full
    /// or fails, or that another holds for more than a quarter of a second: appending fails until that is mended, and
    /// it is looked at every second; see start(). `directory` holds `events.sqlite` and `events.lock`.
    [[nodiscard]] static Result<std::unique_ptr<EventLog>, LogError> open(const QString& directory, LogOptions options,
                                                                          const Clock& clock);
    /// The same without the lock, for a short-lived program that only adds a fetched resource, or what became of
    /// forwarded deliveries, to a log that another process may own. append() fails there with LockedByOther.
    [[nodiscard]] static Result<std::unique_ptr<EventLog>, LogError> openForResources(const QString& directory,
                                                                                      const Clock& clock);
    ~EventLog() override; ///< drains: everything accepted is committed or reported failed

    /// Queues a delivery. Its ticket comes back in exactly one of `committed` and `appendFailed`. QueueFull and Closing
    /// are answered at once.
    [[nodiscard]] Result<quint64, LogError> append(Delivery delivery);
    /// Queues a fetched resource; `resourceStored` or `resourceFailed` follows.
    void addResource(ResourceRecord resource);
    /// Replaces why a delivery was refused; `diagnosed` follows.
    void setDiagnosis(qint64 delivery, const Diagnosis& diagnosis);
    /// Replaces how a delivery was answered and all of its notes, known only after it was stored; `answerRecorded`
    /// follows.
    void setAnswer(qint64 delivery, int status, const QStringList& notes);
    /// Says something about a delivery's event; `annotated` or `annotationFailed` follows, after `annotationsWaiting`
    /// where it can't be written just now.
    void annotate(const Annotation& annotation);
    /// Queues what became of forwarded deliveries; `forwardsStored`, where it is of any, or `forwardsFailed` follows.
    void addForwards(ForwardProgress progress);
    void setRetention(const RetentionPolicy& policy);
    /// Accepts nothing more, commits what is queued, closes the files. Blocks until that is done.
    void close();

    /// For who has connected to the signals: salvages a log that was found damaged when it was opened, in a thread of
    /// its own, tells what else keeps it from being written, and sweeps. A first delivery has the same done.
    void start();
    /// Somebody who reads this log was told that it is damaged: it is looked at, and salvaged where that is so. Any
    /// thread.
    void reportDamage();
    /// Has it looked at whether another process has written to the log since this was asked last: `changedByOthers`
    /// follows then. Any thread.
    void lookForOthers();

    [[nodiscard]] QString path() const;             ///< of events.sqlite
    [[nodiscard]] QString directory() const;        ///< of the same, absolute
    [[nodiscard]] LogStatistics statistics() const; ///< any thread; as of the last commit

Q_SIGNALS:
    // All are emitted from the writer thread, so that connections are queued; each after its commit. Only an
    // addResource, annotate, addForwards, setAnswer or setDiagnosis after close() is answered in its caller's thread.
    /// What is on disk since one commit, in its order; `tickets` are those that append() gave for the same places.
    void committed(const QList<quint64>& tickets, const QList<kaunt::DeliverySummary>& deliveries);
    void appendFailed(const QList<quint64>& tickets, const kaunt::LogError& error);
    void resourceStored(const kaunt::ResourceRecord& resource);
    void resourceFailed(const kaunt::LogError& error);
    /// Of setDiagnosis; told even where it could not be written: it explains, and nothing depends on it.
    void diagnosed(qint64 delivery, const kaunt::Diagnosis& diagnosis);
    /// Of setAnswer(); told even where it could not be written: whoever waits for the answer gets it all the same.
    void answerRecorded(qint64 delivery);
    /// Of annotate(); the deliveries of its event have changed.
    void annotated(qint64 delivery);
    void annotationFailed(const kaunt::LogError& error);
    /// All that users have said and that can't be written just now, for this reason: it is tried again until it can.
    /// Told when that changes; with nothing once none waits any more.
    void annotationsWaiting(const QList<kaunt::Annotation>& waiting, const kaunt::LogError& error);
    void forwardsStored(const QList<kaunt::ForwardRecord>& records);
    void forwardsFailed(const kaunt::LogError& error);
    /// Another process has written to the log: resources that it fetched, or what became of what it sent.
    void changedByOthers();
    /// Deliveries removed by retention, or by the bounds of what is refused.
    void removed(const QList<qint64>& numbers);
    void statisticsChanged(const kaunt::LogStatistics& statistics);
    /// Nothing can be stored, as was found with no delivery in hand.
    void interrupted(const kaunt::LogError& error);
    /// The first success after appendFailed or interrupted, if only a trial's.
    void recovered();
    /// The file was deleted or exchanged while it was in use. What stands in its place now is gone on in, a new log or
    /// another one; numbers go on above `lastNumber`, the highest that was given in either. What comes for deliveries
    /// of the one that was left is written no more.
    void replaced(const QString& path, qint64 lastNumber);
    /// Deliveries that are too old by the wall clock are kept, as that is so far ahead of what is believed (see
    /// BelievedTime, HeldExpiry); told again with each sweep. 0 once it is over.
    void expiryHeld(std::chrono::hours lead);
    /// The log was found damaged. Until `salvaged` or `salvageFailed`, appending fails with Salvaging; readers are in
    /// the old log or the new one.
    void salvageBegun(const kaunt::LogError& error);
    void salvaged(const kaunt::SalvageReport& report);
    /// It could not be, for want of room, say. The next delivery has it tried again. Or it was, and the new log can't
    /// be opened: `salvaged` follows once it can.
    void salvageFailed(const kaunt::LogError& error);

private:
    struct Private;
    explicit EventLog(std::unique_ptr<Private> priv);
    std::unique_ptr<Private> d;
};

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::ResourceRecord)
Q_DECLARE_METATYPE(kaunt::LogStatistics)
Q_DECLARE_METATYPE(kaunt::SalvageReport)
