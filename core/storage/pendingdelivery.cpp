// SPDX-License-Identifier: MIT
#include "core/storage/pendingdelivery.h"

#include "core/sha256.h"
#include "core/storage/deliverycodec.h"

#include <utility>

namespace kaunt {

PendingDelivery::PendingDelivery(quint64 ticketOfIt, Delivery&& waiting, qint64 queuedAt)
    : ticket(ticketOfIt)
    , delivery(std::move(waiting))
    , queuedAtMicros(queuedAt)
    , bodySha256(sha256(delivery.body))
    , headers(encodeHeaders(delivery.headers))
{
    if (delivery.event && delivery.signature.verdict == Verdict::Verified)
        eventIdentity = kaunt::eventIdentity(*delivery.event, bodySha256);
    delivery.headers = {}; // their memory is for the next one that this thread receives
}

} // namespace kaunt
