// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/forwardrecord.h"
#include "core/webhook/delivery.h"

#include <QList>

#include <optional>

class QWidget;

namespace kaunt {

class CompareDialog;
class LogReader;

/// Opens a comparison of a delivery's body with `chosen`, if any, and with earlier ones of the same event type, the
/// nearest first. Bodies are unpacked before. GUI thread; the reader outlives the dialog.
CompareDialog* openDeliveryComparison(const DeliveryRecord& delivery, LogReader& reader, QWidget* parent,
                                      const std::optional<DeliverySummary>& chosen = {});

/// The same of any two: of the later one with the earlier one. Opens as soon as they are read.
void openPairComparison(qint64 one, qint64 other, LogReader& reader, QWidget* parent);

/// Opens a comparison of a fetch with the other fetches of the same resource, the one before it first. `fetches` are
/// newest first; `chosen` is one of their ids.
CompareDialog* openFetchComparison(const QList<ResourceRecord>& fetches, qint64 chosen, QWidget* parent);

/// Opens a comparison of a target's answer with those that it gave to earlier deliveries: of the event, then of earlier
/// events of its type, the nearest first. GUI thread; the reader outlives the dialog.
CompareDialog* openForwardComparison(const ForwardRecord& forward, LogReader& reader, QWidget* parent);

/// "Delivery 17 · 31/01/2026 13:02:11.123 · nordlys"
[[nodiscard]] QString comparedTitle(const DeliverySummary& delivery);
[[nodiscard]] QString comparedTitle(const ResourceRecord& fetch);
/// What a fetch came to, in short: a status, that there was no answer, that it was not sent.
[[nodiscard]] QString fetchAnswerText(const ResourceRecord& fetch);

} // namespace kaunt
