// SPDX-License-Identifier: MIT
#include "core/storage/relateddeliveries.h"

#include "core/storage/summaryrow.h"

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

/// How many deliveries are looked through, since neither the type nor the correlation id of an event has an index: that
/// would cost each of them while it is stored.
constexpr qint64 relatedReach = 200'000;
constexpr int longestChain = 200;

/// Of an event `x`: the first of its deliveries that the log still has.
constexpr QLatin1String firstLeftSql("coalesce((SELECT number FROM deliveries WHERE number = x.number), (SELECT"
                                     " min(number) FROM deliveries WHERE event = x.number AND attempt > 1))");

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
        database, selectSummaries() +
                      QStringLiteral("WHERE d.number IN (SELECT %1 FROM (SELECT number FROM events"
                                     " WHERE number BETWEEN ? AND ? AND correlation = ? AND tenant IS ?"
                                     " ORDER BY abs(number - ?), number LIMIT ?) x) ORDER BY abs(d.event - ?), d.event")
                          .arg(firstLeftSql));
    auto found = summariesOf(statement,
                             {first, last, event->correlationId, event->tenantId, subject, longestChain + 1, subject});
    if (!found)
        return failure(found.error());
    RequestChain chain{*std::move(found), false, *isCut != 0 ? reach : 0};
    chain.hasMore = chain.events.size() > longestChain;
    if (chain.hasMore)
        chain.events.removeLast();
    std::sort(chain.events.begin(), chain.events.end(),
              [](const DeliverySummary& one, const DeliverySummary& other) { return one.number < other.number; });
    return chain;
}

} // namespace kaunt
