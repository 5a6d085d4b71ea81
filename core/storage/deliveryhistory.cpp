// SPDX-License-Identifier: MIT
#include "core/storage/deliveryhistory.h"

#include "core/storage/deliverycodec.h"
#include "core/storage/eventindex.h"
#include "core/storage/summaryrow.h"

namespace kaunt {

namespace {

/// The number of the event that a body tells of; 0 where the log has none that came with these bytes.
Result<qint64, LogError> eventToldBy(const LogDatabase& database, const DeliveryRecord& shown)
{
    if (shown.summary.event)
        return database.number(QStringLiteral("SELECT event FROM deliveries WHERE number = ?"), {shown.summary.number});
    const std::optional<WebhookEvent> event = readWebhookPayload(shown.body).event;
    if (!event)
        return 0;
    const QByteArray sha256 = QByteArray::fromHex(shown.summary.bodySha256);
    LogStatement statement(
        database,
        QStringLiteral("SELECT number, body_sha256 FROM deliveries WHERE number IN (%1)").arg(eventsOfIdentity()));
    const auto found = statement.first({eventIdentity(*event, sha256)}, [&](const LogStatement& row) {
        return row.value(1).toByteArray() == sha256 ? row.value(0).toLongLong() : 0;
    });
    return found.map([](const std::optional<qint64>& number) { return number.value_or(0); });
}

} // namespace

Result<QList<DeliverySummary>, LogError> deliveryHistory(const LogDatabase& database, const DeliveryRecord& shown)
{
    if (shown.summary.verdict == Verdict::Misdirected)
        return QList<DeliverySummary>{shown.summary};
    const auto event = eventToldBy(database, shown);
    if (!event)
        return failure(event.error());
    // Refused ones are few, and the planner does not know it: bodies have no index.
    LogStatement statement(database,
                           selectSummaries() +
                               QStringLiteral("WHERE d.number IN (SELECT number FROM deliveries WHERE number IN (?, ?)"
                                              " UNION SELECT number FROM deliveries WHERE event = ? AND attempt > 1"
                                              " UNION SELECT number FROM deliveries INDEXED BY deliveries_refused"
                                              " WHERE %1 AND body_sha256 = ?) ORDER BY d.number")
                                   .arg(isRefusedSql));
    return summariesOf(statement,
                       {shown.summary.number, *event, *event, QByteArray::fromHex(shown.summary.bodySha256)});
}

} // namespace kaunt
