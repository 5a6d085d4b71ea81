// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/storage/logdatabase.h"
#include "core/storage/requestchain.h"
#include "core/webhook/delivery.h"

#include <QList>

namespace kaunt {

/// Deliveries of other events that belong beside one, by the connection of the calling thread: looked for among the
/// nearest, as there is no index on what they have in common. `subject` is its event's number.

/// Earlier ones to compare it with, among the 200,000 before it, newest first, at most `limit`: of the same event type,
/// of a delivery without an event verified ones at its endpoint.
[[nodiscard]] Result<QList<DeliverySummary>, LogError>
comparableDeliveries(const LogDatabase& database, const DeliverySummary& delivery, qint64 subject, int limit);
/// The events of the same request, itself among them, the 200 nearest at most, looked for as far as `reach` before and
/// after it; none where it has no CorrelationId. One that has lost its first delivery by the first that is left.
[[nodiscard]] Result<RequestChain, LogError>
chainedDeliveries(const LogDatabase& database, const DeliverySummary& delivery, qint64 subject, qint64 reach = 100'000);

} // namespace kaunt
