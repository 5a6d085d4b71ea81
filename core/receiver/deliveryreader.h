// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/message.h"
#include "core/receiver/receiversettings.h"
#include "core/webhook/delivery.h"

namespace kaunt {

/// A request that reached `endpoint` as the delivery that the log keeps: verified over the raw body, its payload read
/// where it is authentic, explained where it was refused. Pure. `receivedAt` in UTC milliseconds since 1970.
[[nodiscard]] Delivery readDelivery(http::Request request, const Endpoint& endpoint, qint64 receivedAt);

} // namespace kaunt
