// SPDX-License-Identifier: MIT
#include "core/forward/outgoingforward.h"

#include "core/forward/outgoingreplay.h"

namespace kaunt {

OutgoingDelivery outgoingForward(const DeliveryRecord& record, const ForwardTarget& target)
{
    OutgoingDelivery delivery;
    delivery.target = target.url;
    delivery.body = record.body;
    delivery.headers = endToEndFields(record.headers);
    delivery.headers.append({forwardHeaderName, QByteArray::number(record.summary.number)});
    delivery.deadline = target.timeout;
    return delivery;
}

ForwardRecord forwardRecord(qint64 delivery, const ForwardTarget& target, const SendOutcome& outcome, int attempts,
                            qint64 finishedAt)
{
    ForwardRecord record;
    record.delivery = delivery;
    record.target = target.name();
    record.finishedAt = finishedAt;
    record.status = outcome.status;
    record.millis = outcome.millis;
    record.attempts = attempts;
    record.answer = outcome.answer.left(ForwardRecord::mostAnswer);
    record.noAnswer = outcome.noAnswer;
    record.headers = outcome.headers;
    return record;
}

} // namespace kaunt
