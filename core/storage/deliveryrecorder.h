// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/eventregister.h"
#include "core/storage/writequeue.h"

namespace kaunt {

/// The log's one-row table of counts, kept in the transactions that change them.
struct LogTotals {
    qint64 lastNumber = 0; ///< the highest ever given; a number is never given twice
    qint64 events = 0;
    qint64 deliveries = 0;
    qint64 refused = 0;
    qint64 lastReceivedAt = 0;
};

/// Writes deliveries and keeps the totals: statements of the writing connection. The caller owns the transaction; after
/// an error it is to be rolled back. Lives in the writer thread.
class DeliveryRecorder {
public:
    DeliveryRecorder(const LogDatabase& database, qsizetype maxRefusedBodyBytes);

    /// As they were saved; counted anew where they are lost, or behind the rows that are there.
    [[nodiscard]] Result<LogTotals, LogError> totals() const;
    [[nodiscard]] Result<void, LogError> saveTotals(const LogTotals& totals);

    /// Gives each delivery its number and its place in its event, and counts it in `totals`.
    [[nodiscard]] Result<QList<DeliverySummary>, LogError> record(const PendingDeliveries& deliveries,
                                                                  LogTotals& totals);
    /// Before a delivery of this event is recorded: see EventRegister::resume(). Counts an event that is new.
    [[nodiscard]] Result<void, LogError> resume(const WebhookEvent& event, const QByteArray& body,
                                                const EventPlace& last, LogTotals& totals);
    /// How long deliveries of an earlier commit took to become durable: `first` and those that follow it.
    [[nodiscard]] Result<void, LogError> recordStoredMicros(qint64 first, const QList<qint64>& micros);
    [[nodiscard]] Result<void, LogError> recordDiagnosis(qint64 number, const Diagnosis& diagnosis);
    [[nodiscard]] Result<void, LogError> recordAnswer(const LateAnswer& answer);
    /// To be called when anybody else changed events or resources.
    void forgetEvents() { m_events.forget(); }
    /// To be called when something was rolled back.
    void forgetRecorded() { m_events.forgetEntered(); }

private:
    struct Row {
        DeliverySummary summary;
        EventPlace place;
    };
    [[nodiscard]] Result<LogTotals, LogError> savedTotals() const;
    [[nodiscard]] Result<LogTotals, LogError> countedTotals(qint64 lastNumber) const;
    [[nodiscard]] Result<Row, LogError> place(const PendingDelivery& pending, qint64 number);
    [[nodiscard]] Result<void, LogError> insert(const PendingDelivery& pending, const Row& row);

    const LogDatabase& m_database;
    qsizetype m_maxRefusedBodyBytes;
    EventRegister m_events;
    LogStatement m_updateTotals;
    LogStatement m_insertDelivery;
    LogStatement m_insertContent;
    LogStatement m_insertTimings;
    LogStatement m_updateDiagnosis;
    LogStatement m_updateAnswer;
};

} // namespace kaunt
