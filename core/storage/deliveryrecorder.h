// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logdatabase.h"
#include "core/webhook/delivery.h"

namespace kaunt {

/// The log's one-row table of counts, kept in the transactions that change them.
struct LogTotals {
    qint64 lastNumber = 0; ///< the highest ever given; a number is never given twice
    qint64 events = 0;
    qint64 deliveries = 0;
    qint64 refused = 0;
    qint64 lastReceivedAt = 0;
};

/// Writes deliveries and fetched resources: the statements of the writing connection. The caller owns the transaction;
/// after an error it is to be rolled back. Lives in the writer thread.
class DeliveryRecorder {
public:
    DeliveryRecorder(const LogDatabase& database, qsizetype maxRefusedBodyBytes);

    [[nodiscard]] Result<LogTotals, LogError> totals();
    [[nodiscard]] Result<void, LogError> saveTotals(const LogTotals& totals);

    /// Gives the delivery its number and its place in its event, and counts it in `totals`.
    [[nodiscard]] Result<DeliverySummary, LogError> record(const Delivery& delivery, LogTotals& totals);
    [[nodiscard]] Result<void, LogError> recordStoredMicros(qint64 number, qint64 micros);
    /// Gives the resource its id. NotFound where its delivery is gone.
    [[nodiscard]] Result<ResourceRecord, LogError> record(const ResourceRecord& resource);

private:
    struct Place {
        qint64 event = 0; ///< 0 where there is none
        int attempt = 1;
        qint64 previous = 0;
        bool sameEvent = true; ///< as its first delivery told it
    };

    [[nodiscard]] Result<Place, LogError> placeInEvent(const Delivery& delivery, const DeliverySummary& summary,
                                                       LogTotals& totals);
    [[nodiscard]] Result<void, LogError> insertEvent(const WebhookEvent& event, const QByteArray& identity,
                                                     qint64 number);
    [[nodiscard]] Result<void, LogError> insertRows(const Delivery& delivery, const DeliverySummary& summary,
                                                    const Place& place);
    [[nodiscard]] Result<std::optional<ResourceSummary>, LogError> latestResource(qint64 subject);

    qsizetype m_maxRefusedBodyBytes;
    LogStatement m_selectTotals;
    LogStatement m_updateTotals;
    LogStatement m_selectEvent;
    LogStatement m_insertEvent;
    LogStatement m_updateEvent;
    LogStatement m_supersede;
    LogStatement m_insertDelivery;
    LogStatement m_insertContent;
    LogStatement m_updateStored;
    LogStatement m_selectSubject;
    LogStatement m_insertResource;
    LogStatement m_latestResource;
};

} // namespace kaunt
