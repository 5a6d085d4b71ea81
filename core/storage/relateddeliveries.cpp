// SPDX-License-Identifier: MIT
#include "core/storage/relateddeliveries.h"

#include "core/storage/summaryrow.h"

namespace kaunt {

namespace {

/// How many deliveries are looked through, since neither the type nor the correlation id of an event has an index: that
/// would cost each of them while it is stored.
constexpr qint64 relatedReach = 200'000;
constexpr int longestChain = 200;

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

Result<RequestChain, LogError> chainedDeliveries(const LogDatabase& database, const DeliverySummary& delivery,
                                                 qint64 subject, qint64 reach)
{
    const std::optional<WebhookEvent>& event = delivery.event;
    if (!event || event->correlationId.isEmpty())
        return RequestChain();
    const qint64 first = subject - reach;
    const qint64 last = subject + reach;
    const auto isCut = database.number(QStringLiteral("SELECT EXISTS (SELECT 1 FROM events WHERE number < ?)"
                                                      " OR EXISTS (SELECT 1 FROM events WHERE number > ?)"),
                                       {first, last});
    if (!isCut)
        return failure(isCut.error());
    LogStatement statement(
        database,
        selectSummaries() + QStringLiteral("WHERE d.number IN (SELECT number FROM events WHERE number BETWEEN ? AND ?"
                                           " AND correlation = ? AND tenant IS ? ORDER BY abs(number - ?), number"
                                           " LIMIT ?) ORDER BY d.number"));
    auto found =
        summariesOf(statement, {first, last, event->correlationId, event->tenantId, subject, longestChain + 1});
    if (!found)
        return failure(found.error());
    RequestChain chain{*std::move(found), false, *isCut != 0 ? reach : 0};
    chain.hasMore = chain.events.size() > longestChain;
    if (chain.hasMore && chain.events.last().number - subject < subject - chain.events.first().number)
        chain.events.removeFirst();
    else if (chain.hasMore)
        chain.events.removeLast();
    return chain;
}

} // namespace kaunt
