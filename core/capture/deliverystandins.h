// SPDX-License-Identifier: MIT
#pragma once

#include "core/capture/standins.h"
#include "core/webhook/delivery.h"

namespace kaunt {

/// A delivery and its resources with stand-ins in bodies, header values, targets and URLs; a packed body is unpacked,
/// changed and packed again, one that can't be read is masked. What belongs to HTTP and the signature's values stay:
/// Resigning takes those.
void putStandIns(DeliveryRecord& delivery, QList<ResourceRecord>& resources, StandIns& standIns);

} // namespace kaunt
