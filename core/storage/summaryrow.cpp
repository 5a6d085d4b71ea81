// SPDX-License-Identifier: MIT
#include "core/storage/summaryrow.h"

#include "core/storage/deliverycodec.h"
#include "core/storage/resourcerow.h"

namespace kaunt {

namespace {

enum Column {
    Number,
    Endpoint,
    ReceivedAt,
    Peer,
    Status,
    VerdictText,
    Encoding,
    SecretName,
    Attempt,
    Previous,
    BodyBytes,
    BodySha256,
    StoredMicros,
    Notes,
    DiagnosisText,
    OwnEvent,
    Event,
    Attempts,
    EventId,
    EventUrl,
    EventTenant,
    EventCompany,
    EventCorrelation,
    EventType,
    ResourceStatus,
    ResourceMillis,
    ResourceErrorStep,
    Marked,
    Note,
};

std::optional<WebhookEvent> eventFrom(const LogStatement& row)
{
    if (row.value(Event).isNull())
        return {};
    if (!row.value(OwnEvent).isNull())
        return decodeEvent(row.value(OwnEvent));
    return WebhookEvent{row.value(EventId).toString(),          row.value(EventUrl).toString(),
                        row.value(EventTenant).toString(),      row.value(EventCompany).toString(),
                        row.value(EventCorrelation).toString(), row.value(EventType).toString()};
}

DeliverySummary summaryFrom(const LogStatement& row)
{
    DeliverySummary summary;
    summary.number = row.value(Number).toLongLong();
    summary.endpoint = row.value(Endpoint).toString();
    summary.receivedAt = row.value(ReceivedAt).toLongLong();
    summary.peer = row.value(Peer).toString();
    summary.status = row.value(Status).toInt();
    summary.verdict = verdictFromCode(row.value(VerdictText).toString()).value_or(Verdict::NoSecret);
    summary.encoding = encodingFromCode(row.value(Encoding).toString());
    summary.secretName = row.value(SecretName).toString();
    summary.attempt = row.value(Attempt).toInt();
    summary.attempts = row.value(Attempts).isNull() ? 1 : row.value(Attempts).toInt();
    summary.bodyBytes = row.value(BodyBytes).toLongLong();
    summary.bodySha256 = row.value(BodySha256).toByteArray().toHex();
    summary.event = eventFrom(row);
    summary.notes = decodeNotes(row.value(Notes));
    summary.diagnosis = decodeDiagnosis(row.value(DiagnosisText));
    summary.storedMicros = row.value(StoredMicros).isNull() ? -1 : row.value(StoredMicros).toLongLong();
    summary.previousOfEvent = row.value(Previous).toLongLong();
    if (!row.value(ResourceStatus).isNull()) {
        summary.resource = ResourceSummary{row.value(ResourceStatus).toInt(), row.value(ResourceMillis).toLongLong(),
                                           row.value(ResourceErrorStep).toString().isEmpty()};
    }
    summary.isMarked = row.value(Marked).toBool();
    summary.note = row.value(Note).toString();
    return summary;
}

} // namespace

// The column is of logs before schema 2; since then a commit's durations stand together in `timings`.
QString storedMicrosColumn()
{
    return QStringLiteral("coalesce(d.stored_micros, (SELECT CASE WHEN t.first <= d.number"
                          " THEN CAST(substr(t.micros, (d.number - t.first) * %1 + 1, %1) AS INTEGER) END"
                          " FROM timings t WHERE t.last >= d.number ORDER BY t.last LIMIT 1))")
        .arg(microsDigits);
}

QString selectSummaries()
{
    return QStringLiteral(
               "SELECT d.number, d.endpoint, d.received_at, d.peer, d.status, d.verdict, d.encoding, d.secret_name,"
               " d.attempt, d.previous, d.body_bytes, d.body_sha256, %1, d.notes, d.diagnosis, d.own_event,"
               " d.event, e.attempts, e.id, e.url, e.tenant, e.company, e.correlation, e.type, r.status, r.millis,"
               " r.error_step, n.marked, n.note"
               " FROM deliveries d LEFT JOIN events e ON e.number = d.event"
               " LEFT JOIN resources r ON r.id ="
               " (SELECT id FROM resources WHERE subject = coalesce(d.event, d.number)%2)"
               " LEFT JOIN annotations n ON n.subject = coalesce(d.event, d.number) ")
        .arg(storedMicrosColumn(), shownResourceFirst());
}

QString selectBareSummaries()
{
    return QStringLiteral(
        "SELECT d.number, d.endpoint, d.received_at, d.peer, d.status, d.verdict, d.encoding, d.secret_name,"
        " d.attempt, d.previous, d.body_bytes, d.body_sha256, d.stored_micros, d.notes, d.diagnosis, d.own_event,"
        " d.event, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL"
        " FROM deliveries d NOT INDEXED ");
}

Result<QList<DeliverySummary>, LogError> summariesOf(LogStatement& statement, const QVariantList& values)
{
    return statement.rows(values, summaryFrom);
}

QString selectContent()
{
    return QStringLiteral("SELECT method, target, headers, body FROM contents WHERE number = ?");
}

DeliveryRecord recordFrom(const LogStatement& row, const DeliverySummary& summary)
{
    return {summary, row.value(0).toByteArray(), row.value(1).toByteArray(), decodeHeaders(row.value(2).toByteArray()),
            row.value(3).toByteArray()};
}

} // namespace kaunt
