// SPDX-License-Identifier: MIT
#include "core/storage/deliveryrecorder.h"

#include "core/storage/deliverycodec.h"

#include <QCryptographicHash>

namespace kaunt {

namespace {

/// Qt Sql binds a null string as an SQL null; these columns have none.
QString present(const QString& text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

QByteArray present(const QByteArray& bytes)
{
    return bytes.isNull() ? QByteArray("") : bytes;
}

DeliverySummary summaryOf(const Delivery& delivery, qint64 number)
{
    DeliverySummary summary;
    summary.number = number;
    summary.endpoint = delivery.endpoint;
    summary.receivedAt = delivery.receivedAt;
    summary.peer = delivery.peer;
    summary.status = delivery.status;
    summary.verdict = delivery.signature.verdict;
    summary.encoding = delivery.signature.encoding;
    summary.secretName = delivery.signature.secretName;
    summary.bodyBytes = delivery.body.size();
    summary.bodySha256 = QCryptographicHash::hash(delivery.body, QCryptographicHash::Sha256).toHex();
    if (summary.verdict == Verdict::Verified)
        summary.event = delivery.event;
    summary.notes = delivery.notes;
    summary.diagnosis = delivery.diagnosis;
    return summary;
}

} // namespace

DeliveryRecorder::DeliveryRecorder(const LogDatabase& database, qsizetype maxRefusedBodyBytes)
    : m_maxRefusedBodyBytes(maxRefusedBodyBytes)
    , m_selectTotals(database, QStringLiteral("SELECT last_number, events, deliveries, refused, last_received_at"
                                              " FROM totals WHERE id = 1"))
    , m_updateTotals(database, QStringLiteral("UPDATE totals SET last_number = ?, events = ?, deliveries = ?,"
                                              " refused = ?, last_received_at = ? WHERE id = 1"))
    , m_selectEvent(database, QStringLiteral("SELECT number, attempts, last_delivery, id, url, tenant, company,"
                                             " correlation, type FROM events WHERE identity = ?"))
    , m_insertEvent(database,
                    QStringLiteral("INSERT INTO events (number, identity, id, url, tenant, company, correlation, type,"
                                   " attempts, last_delivery) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?)"))
    , m_updateEvent(database, QStringLiteral("UPDATE events SET attempts = ?, last_delivery = ? WHERE number = ?"))
    , m_supersede(database, QStringLiteral("UPDATE deliveries SET superseded = 1 WHERE number = ?"))
    , m_insertDelivery(
          database,
          QStringLiteral("INSERT INTO deliveries (number, received_at, endpoint, peer, status, verdict, encoding,"
                         " secret_name, event, attempt, previous, superseded, body_bytes, body_sha256, notes,"
                         " diagnosis, own_event) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?)"))
    , m_insertContent(database, QStringLiteral("INSERT INTO contents (number, method, target, headers, body)"
                                               " VALUES (?, ?, ?, ?, ?)"))
    , m_updateStored(database, QStringLiteral("UPDATE deliveries SET stored_micros = ? WHERE number = ?"))
    , m_selectSubject(database, QStringLiteral("SELECT coalesce(event, number) FROM deliveries WHERE number = ?"))
    , m_insertResource(
          database,
          QStringLiteral("INSERT INTO resources (subject, delivery, fetched_at, url, status, millis, attempts,"
                         " correlation_id, error_step, error_message, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"))
    , m_latestResource(database, QStringLiteral("SELECT status, millis, error_step FROM resources WHERE subject = ?"
                                                " ORDER BY id DESC LIMIT 1"))
{
}

Result<LogTotals, LogError> DeliveryRecorder::totals()
{
    if (auto done = m_selectTotals.run(); !done)
        return failure(done.error());
    LogTotals totals;
    if (m_selectTotals.next()) {
        totals = {m_selectTotals.value(0).toLongLong(), m_selectTotals.value(1).toLongLong(),
                  m_selectTotals.value(2).toLongLong(), m_selectTotals.value(3).toLongLong(),
                  m_selectTotals.value(4).toLongLong()};
    }
    if (auto done = m_selectTotals.finish(); !done)
        return failure(done.error());
    return totals;
}

Result<void, LogError> DeliveryRecorder::saveTotals(const LogTotals& totals)
{
    return m_updateTotals.run(
        {totals.lastNumber, totals.events, totals.deliveries, totals.refused, totals.lastReceivedAt});
}

Result<DeliverySummary, LogError> DeliveryRecorder::record(const Delivery& delivery, LogTotals& totals)
{
    DeliverySummary summary = summaryOf(delivery, totals.lastNumber + 1);
    Place place;
    if (summary.event) {
        auto found = placeInEvent(delivery, summary, totals);
        if (!found)
            return failure(found.error());
        place = *found;
        if (place.previous != 0) {
            auto resource = latestResource(place.event);
            if (!resource)
                return failure(resource.error());
            summary.resource = *resource;
        }
    }
    summary.attempt = place.attempt;
    summary.attempts = place.attempt;
    summary.previousOfEvent = place.previous;
    if (auto done = insertRows(delivery, summary, place); !done)
        return failure(done.error());

    totals.lastNumber = summary.number;
    totals.lastReceivedAt = delivery.receivedAt;
    ++totals.deliveries;
    if (summary.verdict != Verdict::Verified)
        ++totals.refused;
    return summary;
}

Result<DeliveryRecorder::Place, LogError>
DeliveryRecorder::placeInEvent(const Delivery& delivery, const DeliverySummary& summary, LogTotals& totals)
{
    const QByteArray identity = eventIdentity(*delivery.event, summary.bodySha256);
    if (auto done = m_selectEvent.run({identity}); !done)
        return failure(done.error());
    Place place;
    if (m_selectEvent.next()) {
        place.event = m_selectEvent.value(0).toLongLong();
        place.attempt = m_selectEvent.value(1).toInt() + 1;
        place.previous = m_selectEvent.value(2).toLongLong();
        const WebhookEvent first{m_selectEvent.value(3).toString(), m_selectEvent.value(4).toString(),
                                 m_selectEvent.value(5).toString(), m_selectEvent.value(6).toString(),
                                 m_selectEvent.value(7).toString(), m_selectEvent.value(8).toString()};
        place.sameEvent = encodeEvent(first) == encodeEvent(*delivery.event);
    }
    if (auto done = m_selectEvent.finish(); !done)
        return failure(done.error());

    if (place.event == 0) {
        place.event = summary.number;
        ++totals.events;
        if (auto done = insertEvent(*delivery.event, identity, summary.number); !done)
            return failure(done.error());
        return place;
    }
    if (auto done = m_updateEvent.run({place.attempt, summary.number, place.event}); !done)
        return failure(done.error());
    if (auto done = m_supersede.run({place.previous}); !done)
        return failure(done.error());
    return place;
}

Result<void, LogError> DeliveryRecorder::insertEvent(const WebhookEvent& event, const QByteArray& identity,
                                                     qint64 number)
{
    return m_insertEvent.run({number, identity, event.id, event.url, event.tenantId, event.companyName,
                              event.correlationId, event.eventType, number});
}

Result<void, LogError> DeliveryRecorder::insertRows(const Delivery& delivery, const DeliverySummary& summary,
                                                    const Place& place)
{
    const QVariant encoding = summary.encoding ? QVariant(encodingCode(*summary.encoding)) : QVariant();
    const QVariant event = place.event != 0 ? QVariant(place.event) : QVariant();
    const QVariant ownEvent = place.sameEvent ? QVariant() : encodeEvent(*delivery.event);
    auto done = m_insertDelivery.run({summary.number, summary.receivedAt, present(summary.endpoint),
                                      present(summary.peer), summary.status, verdictCode(summary.verdict), encoding,
                                      present(summary.secretName), event, place.attempt, place.previous,
                                      summary.bodyBytes, QByteArray::fromHex(summary.bodySha256),
                                      encodeNotes(summary.notes), encodeDiagnosis(summary.diagnosis), ownEvent});
    if (!done)
        return done;
    const bool isRefused = summary.verdict != Verdict::Verified;
    const QByteArray body = isRefused ? delivery.body.left(m_maxRefusedBodyBytes) : delivery.body;
    return m_insertContent.run({summary.number, present(delivery.method), present(delivery.target),
                                encodeHeaders(delivery.headers), present(body)});
}

Result<void, LogError> DeliveryRecorder::recordStoredMicros(qint64 number, qint64 micros)
{
    return m_updateStored.run({micros, number});
}

Result<ResourceRecord, LogError> DeliveryRecorder::record(const ResourceRecord& resource)
{
    if (auto done = m_selectSubject.run({resource.delivery}); !done)
        return failure(done.error());
    const qint64 subject = m_selectSubject.next() ? m_selectSubject.value(0).toLongLong() : 0;
    if (auto done = m_selectSubject.finish(); !done)
        return failure(done.error());
    if (subject == 0)
        return failure(LogError{LogError::Code::NotFound, {}, {}, QString::number(resource.delivery)});

    auto done =
        m_insertResource.run({subject, resource.delivery, resource.fetchedAt, present(resource.url), resource.status,
                              resource.millis, resource.attempts, present(resource.correlationId),
                              present(resource.errorStep), present(resource.errorMessage), present(resource.body)});
    if (!done)
        return failure(done.error());
    ResourceRecord stored = resource;
    stored.id = m_insertResource.insertedId();
    return stored;
}

Result<std::optional<ResourceSummary>, LogError> DeliveryRecorder::latestResource(qint64 subject)
{
    if (auto done = m_latestResource.run({subject}); !done)
        return failure(done.error());
    std::optional<ResourceSummary> latest;
    if (m_latestResource.next()) {
        latest = ResourceSummary{m_latestResource.value(0).toInt(), m_latestResource.value(1).toLongLong(),
                                 m_latestResource.value(2).toString().isEmpty()};
    }
    if (auto done = m_latestResource.finish(); !done)
        return failure(done.error());
    return latest;
}

} // namespace kaunt
