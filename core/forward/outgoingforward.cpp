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

} // namespace kaunt
