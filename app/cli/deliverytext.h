// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/answertext.h"
#include "core/sending/deliverysender.h"
#include "core/storage/eventlog.h"
#include "core/storage/refusalseries.h"
#include "core/webhook/delivery.h"
#include "ui/seriessentences.h"

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
/// One delivery with all that the log has of it.
struct WholeDelivery {
    DeliveryRecord record;
    QList<DeliverySummary> history;          ///< what came of it and why it came again: see deliveryHistory()
    QList<ResourceRecord> resources;         ///< of those that failed, the error message is the sentence for it
    QList<ForwardRecord> forwards;           ///< where it was forwarded to
    QHash<QString, ComparedAnswer> compared; ///< what a target answered before, where it did, by target
    RefusalSeries series;                    ///< empty of one that is not refused
};
/// Verdict, why and what to do, the signature that came beside those of `secrets`, and all the rest. `sinceVerified` is
/// what has become of the secret of the last that verified before its series.
[[nodiscard]] QStringList wholeDeliveryText(const WholeDelivery& whole, const QList<SigningSecret>& secrets,
                                            SecretSince sinceVerified);

} // namespace kaunt
