// SPDX-License-Identifier: MIT
#pragma once

#include "core/capture/standins.h"
#include "core/webhook/delivery.h"

namespace kaunt {

/// A delivery and its resources with stand-ins in every text (deliverytexts.h); a packed body is unpacked, changed and
/// packed again, one that can't be read is masked. Of what belongs to HTTP only what it names is replaced, and of other
/// headers a number stays only where it says nothing (StandIns::isPlain), or is a length or a time by the header's name
/// too. What was redacted stays. The signature's values stay: Resigning takes those.
void putStandIns(DeliveryRecord& delivery, QList<ResourceRecord>& resources, StandIns& standIns);

} // namespace kaunt
