// SPDX-License-Identifier: MIT
#include "core/receiver/recordednotices.h"

#include <utility>

namespace kaunt {

void RecordedNotices::add(const QList<DeliverySummary>& recorded, qint64 nowMicros)
{
    for (const DeliverySummary& summary : recorded)
        m_notices.push_back({summary, nowMicros + longestMicros});
}

bool RecordedNotices::explain(qint64 delivery, const Diagnosis& diagnosis)
{
    if (!m_awaited.remove(delivery))
        return false;
    for (Notice& notice : m_notices) {
        if (notice.summary.number == delivery)
            notice.summary.diagnosis = diagnosis;
    }
    return true;
}

QList<DeliverySummary> RecordedNotices::takeReady(qint64 nowMicros)
{
    QList<DeliverySummary> ready;
    std::deque<Notice> held;
    bool isHeldBack = false; // by one before that is still worth waiting for
    for (Notice& notice : m_notices) {
        const bool isAwaited = m_awaited.contains(notice.summary.number);
        isHeldBack = isHeldBack || (isAwaited && nowMicros < notice.overdueAt);
        if (isHeldBack || isAwaited)
            held.push_back(std::move(notice));
        else
            ready.append(std::move(notice.summary));
    }
    m_notices = std::move(held);
    return ready;
}

} // namespace kaunt
