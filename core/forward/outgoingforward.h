// SPDX-License-Identifier: MIT
#pragma once

#include "core/forward/forwardtarget.h"
#include "core/sending/deliverysender.h"
#include "core/webhook/delivery.h"

namespace kaunt {

/// The field that a forwarded delivery carries, with its number in our log: who gets it can look it up there, and a
/// receiver that it comes back to does not send it round again.
inline constexpr char forwardHeaderName[] = "X-Kaunt-Monitor-Forward";

/// Whether it was forwarded to us. Such a one goes no further.
[[nodiscard]] bool isForwarded(const HeaderList& headers);

/// A delivery of the log as it goes on: its own fields and body, byte for byte, and the field above at the end. Framing
/// as in outgoingReplay(). Pure.
[[nodiscard]] OutgoingDelivery outgoingForward(const DeliveryRecord& record, const ForwardTarget& target);

} // namespace kaunt
