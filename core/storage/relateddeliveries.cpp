// SPDX-License-Identifier: MIT
#include "core/storage/relateddeliveries.h"

#include "core/storage/summaryrow.h"

namespace kaunt {

namespace {

/// How many deliveries are looked through, since neither the type nor the correlation id of an event has an index: that
/// would cost each of them while it is stored.
constexpr qint64 relatedReach = 200'000;

} // namespace

Result<QList<DeliverySummary>, LogError>
comparableDeliveries(const LogDatabase& database, const DeliverySummary& delivery, qint64 subject, int limit)
{
    if (!delivery.event) {
        LogStatement statement(
            database, selectSummaries() + QStringLiteral("WHERE d.number < ? AND d.number >= ? AND d.endpoint = ?"
                                                         " AND d.verdict = 'verified' ORDER BY d.number DESC LIMIT ?"));
        return summariesOf(statement, {delivery.number, delivery.number - relatedReach, delivery.endpoint, limit});
    }
    LogStatement statement(database, selectSummaries() +
                                         QStringLiteral("WHERE d.number IN (SELECT number FROM events WHERE number < ?"
                                                        " AND number >= ? AND type IS ? ORDER BY number DESC LIMIT ?)"
                                                        " ORDER BY d.number DESC"));
    return summariesOf(statement, {subject, subject - relatedReach, delivery.event->eventType, limit});
}

Result<QList<DeliverySummary>, LogError> chainedDeliveries(const LogDatabase& database, const DeliverySummary& delivery)
{
    const std::optional<WebhookEvent>& event = delivery.event;
    if (!event || event->correlationId.isEmpty())
        return QList<DeliverySummary>();
    LogStatement statement(
        database,
        selectSummaries() + QStringLiteral("WHERE d.number IN (SELECT number FROM events WHERE number BETWEEN ? AND ?"
                                           " AND correlation = ? AND tenant IS ? ORDER BY number LIMIT 200)"
                                           " ORDER BY d.number"));
    return summariesOf(statement, {delivery.number - relatedReach / 2, delivery.number + relatedReach / 2,
                                   event->correlationId, event->tenantId});
}

} // namespace kaunt
