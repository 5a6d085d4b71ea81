// SPDX-License-Identifier: MIT
#include "core/storage/failedbatch.h"

namespace kaunt {

void tellFailed(EventLog& log, const WriteQueue::Batch& batch, const LogError& error)
{
    QList<quint64> tickets;
    for (const PendingDelivery& pending : batch.deliveries)
        tickets.append(pending.ticket);
    if (!tickets.isEmpty())
        Q_EMIT log.appendFailed(tickets, error);
    for (size_t i = 0; i < batch.resources.size(); ++i)
        Q_EMIT log.resourceFailed(error);
    for (const LateDiagnosis& late : batch.diagnoses)
        Q_EMIT log.diagnosed(late.delivery, late.diagnosis);
    if (!batch.forwards.empty())
        Q_EMIT log.forwardsFailed(error);
    for (const LateAnswer& answer : batch.answers)
        Q_EMIT log.answerRecorded(answer.delivery);
}

} // namespace kaunt
