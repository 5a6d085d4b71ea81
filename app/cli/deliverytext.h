// SPDX-License-Identifier: MIT
#pragma once

#include "core/sending/deliverysender.h"
#include "core/storage/eventlog.h"
#include "core/webhook/delivery.h"

#include <QString>
#include <QStringList>

namespace kaunt {

/// Deliveries as people read them in a terminal: local time, the words of the window, what a peer sent made safe to
/// look at. Pure.

/// On one line.
[[nodiscard]] QString deliveryText(const DeliverySummary& delivery);
/// What became of a delivery that was sent, on one line.
[[nodiscard]] QString outcomeText(qint64 number, const SendOutcome& outcome);
/// Whole: verdict and why, event, attempts, headers, body, fetched resources, where it was forwarded to. The error
/// message of a resource is the sentence for it.
[[nodiscard]] QStringList wholeDeliveryText(const DeliveryRecord& delivery, const QList<DeliverySummary>& attempts,
                                            const QList<ResourceRecord>& resources,
                                            const QList<ForwardRecord>& forwards);

} // namespace kaunt
