// SPDX-License-Identifier: MIT
#pragma once

#include "core/forward/forwardtarget.h"
#include "core/sending/deliverysender.h"
#include "core/webhook/delivery.h"
#include "core/webhook/forwardmark.h"

namespace kaunt {

/// A delivery of the log as it goes on: its own fields and body, byte for byte, and the forward mark at the end.
/// Framing as in outgoingReplay(). Pure.
[[nodiscard]] OutgoingDelivery outgoingForward(const DeliveryRecord& record, const ForwardTarget& target);

} // namespace kaunt
