// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/answertext.h"
#include "core/sending/deliverysender.h"
#include "core/storage/eventlog.h"
#include "core/webhook/delivery.h"

#include <QHash>
#include <QString>
#include <QStringList>

namespace kaunt {

/// Deliveries as people read them in a terminal: local time, the words of the window, what a peer sent made safe to
/// look at. Pure.

/// On one line.
[[nodiscard]] QString deliveryText(const DeliverySummary& delivery);
/// What became of a delivery that was sent, on one line.
[[nodiscard]] QString outcomeText(qint64 number, const SendOutcome& outcome);
/// Whether secrets have more to say of it: it was not verified, and its signature and its body are here.
[[nodiscard]] bool isComparable(const DeliveryRecord& delivery);
/// Whole: verdict, why and what to do, the signature that came beside those of its endpoint's secrets, event, what came
/// of it and why it came again (`history`, see deliveryHistory()), headers, body, fetched resources, where it was
/// forwarded to and what a target answered before (`compared`, by target). The error message of a resource is the
/// sentence for it; `series` are those of seriesSentences().
[[nodiscard]] QStringList wholeDeliveryText(const DeliveryRecord& delivery, const QList<DeliverySummary>& history,
                                            const QList<ResourceRecord>& resources,
                                            const QList<ForwardRecord>& forwards,
                                            const QHash<QString, ComparedAnswer>& compared,
                                            const QList<SigningSecret>& secrets, const QStringList& series = {});

} // namespace kaunt
