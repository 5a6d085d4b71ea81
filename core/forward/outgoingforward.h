// SPDX-License-Identifier: MIT
#pragma once

#include "core/forward/forwardtarget.h"
#include "core/sending/deliverysender.h"
#include "core/storage/forwardrecord.h"
#include "core/webhook/delivery.h"
#include "core/webhook/forwardmark.h"

namespace kaunt {

/// A delivery of the log as it goes on: its own fields and body, byte for byte, and the forward mark at the end.
/// Framing as in outgoingReplay(). Pure.
[[nodiscard]] OutgoingDelivery outgoingForward(const DeliveryRecord& record, const ForwardTarget& target);

/// What became of it, as it is kept with the delivery. Pure.
[[nodiscard]] ForwardRecord forwardRecord(qint64 delivery, const ForwardTarget& target, const SendOutcome& outcome,
                                          int attempts, qint64 finishedAt);

} // namespace kaunt
