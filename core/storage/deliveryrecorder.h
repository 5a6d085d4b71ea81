// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/eventregister.h"

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

    [[nodiscard]] Result<LogTotals, LogError> totals();
    [[nodiscard]] Result<void, LogError> saveTotals(const LogTotals& totals);

    /// Gives the delivery its number and its place in its event, and counts it in `totals`.
    [[nodiscard]] Result<DeliverySummary, LogError> record(const Delivery& delivery, LogTotals& totals);
    [[nodiscard]] Result<void, LogError> recordStoredMicros(qint64 number, qint64 micros);
    [[nodiscard]] Result<void, LogError> recordDiagnosis(qint64 number, const Diagnosis& diagnosis);

private:
    [[nodiscard]] Result<void, LogError> insertRows(const Delivery& delivery, const DeliverySummary& summary,
                                                    const EventPlace& place);

    qsizetype m_maxRefusedBodyBytes;
    EventRegister m_events;
    LogStatement m_selectTotals;
    LogStatement m_updateTotals;
    LogStatement m_insertDelivery;
    LogStatement m_insertContent;
    LogStatement m_updateStored;
    LogStatement m_updateDiagnosis;
};

} // namespace kaunt
