// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logdatabase.h"
#include "core/webhook/delivery.h"

namespace kaunt {

/// All that came of what `shown` is about, in the order in which it came: the deliveries of its event, and those of the
/// same body that were refused or had no secret to be checked with, since their sender repeats them too. A refused one
/// finds the event that its body tells of where that came with the very same bytes. Of a request that is no delivery
/// only itself. One connection's thread.
[[nodiscard]] Result<QList<DeliverySummary>, LogError> deliveryHistory(const LogDatabase& database,
                                                                       const DeliveryRecord& shown);

} // namespace kaunt
