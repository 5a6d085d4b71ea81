// SPDX-License-Identifier: MIT
#include "core/storage/deliveryrecorder.h"

#include "core/storage/deliverycodec.h"

#include <QCryptographicHash>

namespace kaunt {

namespace {

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
    , m_events(database)
    , m_selectTotals(database, QStringLiteral("SELECT last_number, events, deliveries, refused, last_received_at"
                                              " FROM totals WHERE id = 1"))
    , m_updateTotals(database, QStringLiteral("UPDATE totals SET last_number = ?, events = ?, deliveries = ?,"
                                              " refused = ?, last_received_at = ? WHERE id = 1"))
    , m_insertDelivery(
          database,
          QStringLiteral("INSERT INTO deliveries (number, received_at, endpoint, peer, status, verdict, encoding,"
                         " secret_name, event, attempt, previous, superseded, body_bytes, body_sha256, notes,"
                         " diagnosis, own_event) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?)"))
    , m_insertContent(database, QStringLiteral("INSERT INTO contents (number, method, target, headers, body)"
                                               " VALUES (?, ?, ?, ?, ?)"))
    , m_updateStored(database, QStringLiteral("UPDATE deliveries SET stored_micros = ? WHERE number = ?"))
    , m_updateDiagnosis(database, QStringLiteral("UPDATE deliveries SET diagnosis = ? WHERE number = ?"))
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
    EventPlace place;
    if (summary.event) {
        auto entered = m_events.enter(*summary.event, summary.bodySha256, summary.number);
        if (!entered)
            return failure(entered.error());
        place = *entered;
        summary.resource = place.resource;
    }
    summary.attempt = place.attempt;
    summary.attempts = place.attempt;
    summary.previousOfEvent = place.previous;
    if (auto done = insertRows(delivery, summary, place); !done)
        return failure(done.error());

    totals.lastNumber = summary.number;
    totals.lastReceivedAt = delivery.receivedAt;
    ++totals.deliveries;
    if (place.event == summary.number)
        ++totals.events;
    if (summary.verdict != Verdict::Verified)
        ++totals.refused;
    return summary;
}

Result<void, LogError> DeliveryRecorder::insertRows(const Delivery& delivery, const DeliverySummary& summary,
                                                    const EventPlace& place)
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

Result<void, LogError> DeliveryRecorder::recordDiagnosis(qint64 number, const Diagnosis& diagnosis)
{
    return m_updateDiagnosis.run({encodeDiagnosis(diagnosis), number});
}

Result<void, LogError> DeliveryRecorder::recordStoredMicros(qint64 number, qint64 micros)
{
    return m_updateStored.run({micros, number});
}

} // namespace kaunt
