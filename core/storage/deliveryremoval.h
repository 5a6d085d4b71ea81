// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/deliveryrecorder.h"

namespace kaunt {

/// Takes deliveries out of the log with all that hangs on them: statements of the writing connection. An event, its
/// resources and what is said about it go with its last delivery. The caller owns the transaction; after an error it is
/// to be rolled back. Lives in the writer thread.
class DeliveryRemoval {
public:
    explicit DeliveryRemoval(const LogDatabase& database);

    /// Counts them out of `totals`. One that is not there is passed over. Of an event the latest goes last.
    [[nodiscard]] Result<void, LogError> remove(const QList<qint64>& numbers, LogTotals& totals);

private:
    [[nodiscard]] Result<void, LogError> remove(qint64 number, LogTotals& totals);

    LogStatement m_select;
    LogStatement m_deleteDelivery;
    LogStatement m_deleteContent;
    LogStatement m_deleteForwards;
    LogStatement m_deleteFromIndex;
    LogStatement m_deleteOpenForwards;
    LogStatement m_deleteReplayAnswers;
    LogStatement m_deleteEvent;
    LogStatement m_deleteResources;
    LogStatement m_deleteAnnotation;
    LogStatement m_deleteOwnTimings;
    LogStatement m_deleteTimings;
    LogStatement m_deleteClockShifts;
};

} // namespace kaunt
