// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/delivery.h"

#include <QSet>

#include <deque>

namespace kaunt {

/// Deliveries that are stored and answered, held back in their order until the refused ones among them are explained.
/// A plain value.
class RecordedNotices {
public:
    void add(const QList<DeliverySummary>& recorded) { m_batches.push_back(recorded); }
    /// This one is told only once it is explained.
    void awaitDiagnosis(qint64 delivery) { m_awaited.insert(delivery); }
    /// False for one that is not awaited.
    bool explain(qint64 delivery, const Diagnosis& diagnosis);
    /// The next batch, whole and in order; empty where it is still to be waited for.
    [[nodiscard]] QList<DeliverySummary> takeReady();
    [[nodiscard]] bool isAwaiting() const { return !m_awaited.isEmpty(); }

private:
    std::deque<QList<DeliverySummary>> m_batches;
    QSet<qint64> m_awaited; ///< numbers
};

} // namespace kaunt
