// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/storage/logdatabase.h"
#include "core/webhook/delivery.h"

#include <QList>

namespace kaunt {

/// Deliveries of other events that belong beside one, by the connection of the calling thread: looked for among the
/// 200,000 nearest, as there is no index on what they have in common.

/// Earlier ones to compare it with, newest first, at most `limit`: of the same event type, of a delivery without an
/// event verified ones at its endpoint. `subject` is its event's number.
[[nodiscard]] Result<QList<DeliverySummary>, LogError>
comparableDeliveries(const LogDatabase& database, const DeliverySummary& delivery, qint64 subject, int limit);
/// Of each event of the same request (tenant and CorrelationId) the first, in their order, itself among them; none
/// where it has no CorrelationId.
[[nodiscard]] Result<QList<DeliverySummary>, LogError> chainedDeliveries(const LogDatabase& database,
                                                                         const DeliverySummary& delivery);

} // namespace kaunt
