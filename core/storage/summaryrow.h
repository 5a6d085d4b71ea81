// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logstatement.h"
#include "core/webhook/delivery.h"

namespace kaunt {

/// "SELECT … FROM deliveries d LEFT JOIN events e …" with the columns that summariesOf() reads; a WHERE may follow.
[[nodiscard]] QString selectSummaries();
/// The same of the deliveries alone, by no index: of an event that the delivery does not tell itself nothing is known.
[[nodiscard]] QString selectBareSummaries();
/// How long the delivery `d` took to become durable; null where it is not known.
[[nodiscard]] QString storedMicrosColumn();
/// All rows of a statement that begins with selectSummaries().
[[nodiscard]] Result<QList<DeliverySummary>, LogError> summariesOf(LogStatement& statement, const QVariantList& values);
/// What of a delivery stands beside its row, by its number.
[[nodiscard]] QString selectContent();
/// The delivery of this summary, by the row of selectContent() that the statement stands on.
[[nodiscard]] DeliveryRecord recordFrom(const LogStatement& row, const DeliverySummary& summary);

} // namespace kaunt
