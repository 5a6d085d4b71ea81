// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/delivery.h"

#include <QDate>
#include <QString>

namespace kaunt {

/// The columns of the list, in the order they have at first, but that the mark is in front. Pure functions; what a peer
/// sent comes out visible and bounded.
enum class DeliveryColumn {
    Time,
    Signature,
    Event,
    Company,
    Id,
    Attempts,
    Resource,
    Endpoint,
    Peer,
    Status,
    Size,
    Stored,
    Tenant,
    CorrelationId,
    Mark,
};
inline constexpr int deliveryColumnCount = static_cast<int>(DeliveryColumn::Mark) + 1;

/// So many characters of what a peer sent stand in a cell at the most.
inline constexpr qsizetype longestCell = 120;

[[nodiscard]] QString columnTitle(DeliveryColumn column);
/// Whether the column is shown until the user says otherwise.
[[nodiscard]] bool isShownAtFirst(DeliveryColumn column);
/// A text about as wide as what the column usually holds.
[[nodiscard]] QString columnSample(DeliveryColumn column);
/// The same of what it has to have room for where there is little.
[[nodiscard]] QString columnLeastSample(DeliveryColumn column);

/// What stands in the cell. A time has its date in front unless that is `today`, in local time.
[[nodiscard]] QString cellText(const DeliverySummary& delivery, DeliveryColumn column, QDate today);
/// What came, of which the cell shows a safe and bounded likeness; null where the cell is in words of our own.
[[nodiscard]] QString cellTrueText(const DeliverySummary& delivery, DeliveryColumn column);
/// The cell's text in words, with the column's title.
[[nodiscard]] QString cellSpokenText(const DeliverySummary& delivery, DeliveryColumn column);
/// The whole of what the cell may have cut, or more about it.
[[nodiscard]] QString cellToolTip(const DeliverySummary& delivery, DeliveryColumn column);

} // namespace kaunt
