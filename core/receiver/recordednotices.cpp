// SPDX-License-Identifier: MIT
#include "core/receiver/recordednotices.h"

#include <algorithm>

namespace kaunt {

bool RecordedNotices::explain(qint64 delivery, const Diagnosis& diagnosis)
{
    if (!m_awaited.remove(delivery))
        return false;
    for (QList<DeliverySummary>& batch : m_batches) {
        for (DeliverySummary& summary : batch) {
            if (summary.number == delivery)
                summary.diagnosis = diagnosis;
        }
    }
    return true;
}

QList<DeliverySummary> RecordedNotices::takeReady()
{
    if (m_batches.empty())
        return {};
    const QList<DeliverySummary>& next = m_batches.front();
    const bool isAwaited = std::any_of(next.cbegin(), next.cend(), [this](const DeliverySummary& summary) {
        return m_awaited.contains(summary.number);
    });
    if (isAwaited)
        return {};
    QList<DeliverySummary> ready = next;
    m_batches.pop_front();
    return ready;
}

} // namespace kaunt
