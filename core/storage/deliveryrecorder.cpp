// SPDX-License-Identifier: MIT
#include "core/storage/deliveryrecorder.h"

#include "core/sha256.h"
#include "core/storage/deliverycodec.h"

#include <vector>

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
    if (summary.verdict == Verdict::Verified)
        summary.event = delivery.event;
    summary.notes = delivery.notes;
    summary.diagnosis = delivery.diagnosis;
    return summary;
}

} // namespace

DeliveryRecorder::DeliveryRecorder(const LogDatabase& database, qsizetype maxRefusedBodyBytes)
    : m_database(database)
    , m_maxRefusedBodyBytes(maxRefusedBodyBytes)
    , m_events(database)
    , m_updateTotals(database, QStringLiteral("INSERT OR REPLACE INTO totals (id, last_number, events, deliveries,"
                                              " refused, last_received_at) VALUES (1, ?, ?, ?, ?, ?)"))
    , m_insertDelivery(
          database,
          QStringLiteral("INSERT INTO deliveries (number, received_at, endpoint, peer, status, verdict, encoding,"
                         " secret_name, event, attempt, previous, superseded, body_bytes, body_sha256, notes,"
                         " diagnosis, own_event) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"))
    , m_insertContent(database, QStringLiteral("INSERT INTO contents (number, method, target, headers, body)"
                                               " VALUES (?, ?, ?, ?, ?)"))
    , m_insertTimings(database,
                      QStringLiteral("INSERT INTO timings (last, first, micros) VALUES (?, ?, ?) ON CONFLICT (last)"
                                     " DO UPDATE SET first = excluded.first, micros = excluded.micros"))
    , m_updateDiagnosis(database, QStringLiteral("UPDATE deliveries SET diagnosis = ? WHERE number = ?"))
    , m_updateAnswer(database, QStringLiteral("UPDATE deliveries SET status = ?, notes = ? WHERE number = ?"))
{
}

/// Numbers would be given twice by a log that was put together from several, or had lost that table's row.
Result<LogTotals, LogError> DeliveryRecorder::totals() const
{
    const auto highest =
        m_database.number(QStringLiteral("SELECT max(coalesce((SELECT max(number) FROM deliveries), 0),"
                                         " coalesce((SELECT max(number) FROM contents), 0),"
                                         " coalesce((SELECT max(number) FROM events), 0))"));
    if (!highest)
        return failure(highest.error());
    auto saved = savedTotals();
    return !saved || saved->lastNumber >= *highest ? saved : countedTotals(*highest);
}

Result<LogTotals, LogError> DeliveryRecorder::countedTotals(qint64 lastNumber) const
{
    LogStatement count(m_database,
                       QStringLiteral("SELECT (SELECT count(*) FROM events), count(*),"
                                      " coalesce(sum(verdict <> 'verified'), 0), coalesce(max(received_at), 0)"
                                      " FROM deliveries WHERE verdict <> 'misdirected'"));
    const auto found = count.first({}, [lastNumber](const LogStatement& row) {
        return LogTotals{lastNumber, row.value(0).toLongLong(), row.value(1).toLongLong(), row.value(2).toLongLong(),
                         row.value(3).toLongLong()};
    });
    return found.map([lastNumber](const auto& totals) { return totals.value_or(LogTotals{lastNumber}); });
}

Result<LogTotals, LogError> DeliveryRecorder::savedTotals() const
{
    LogStatement select(m_database, QStringLiteral("SELECT last_number, events, deliveries, refused, last_received_at"
                                                   " FROM totals WHERE id = 1"));
    const auto found = select.first({}, [](const LogStatement& row) {
        return LogTotals{row.value(0).toLongLong(), row.value(1).toLongLong(), row.value(2).toLongLong(),
                         row.value(3).toLongLong(), row.value(4).toLongLong()};
    });
    return found.map([](const auto& totals) { return totals.value_or(LogTotals()); });
}

Result<void, LogError> DeliveryRecorder::saveTotals(const LogTotals& totals)
{
    return m_updateTotals.run(
        {totals.lastNumber, totals.events, totals.deliveries, totals.refused, totals.lastReceivedAt});
}

Result<QList<DeliverySummary>, LogError> DeliveryRecorder::record(const PendingDeliveries& deliveries,
                                                                  LogTotals& totals)
{
    if (auto begun = m_events.begin(); !begun)
        return failure(begun.error());
    // All have their place before the first is written, so that a row knows whether another follows it in this commit.
    std::vector<Row> rows;
    rows.reserve(deliveries.size());
    for (const PendingDelivery& pending : deliveries) {
        auto row = place(pending, totals.lastNumber + 1);
        if (!row)
            return failure(row.error());
        totals.lastNumber = row->summary.number;
        if (row->summary.verdict != Verdict::Misdirected) { // which is no delivery
            totals.lastReceivedAt = row->summary.receivedAt;
            ++totals.deliveries;
        }
        if (row->place.event == row->summary.number)
            ++totals.events;
        if (isRefused(row->summary.verdict))
            ++totals.refused;
        rows.push_back(std::move(*row));
    }
    QList<DeliverySummary> summaries;
    summaries.reserve(static_cast<qsizetype>(rows.size()));
    auto row = rows.begin();
    for (const PendingDelivery& pending : deliveries) {
        if (auto done = insert(pending, *row); !done)
            return failure(done.error());
        summaries.append(std::move(row++->summary));
    }
    if (auto done = m_events.write(); !done)
        return failure(done.error());
    return summaries;
}

Result<void, LogError> DeliveryRecorder::resume(const WebhookEvent& event, const QByteArray& body,
                                                const EventPlace& last, LogTotals& totals)
{
    const auto isNew = m_events.resume(event, eventIdentity(event, sha256(body)), last);
    if (!isNew)
        return failure(isNew.error());
    totals.events += *isNew ? 1 : 0;
    return {};
}

Result<DeliveryRecorder::Row, LogError> DeliveryRecorder::place(const PendingDelivery& pending, qint64 number)
{
    Row row;
    row.summary = summaryOf(pending.delivery, number);
    row.summary.bodySha256 = pending.bodySha256.toHex();
    if (row.summary.event) {
        auto entered = m_events.enter(*row.summary.event, pending.eventIdentity, number);
        if (!entered)
            return failure(entered.error());
        row.place = *entered;
        row.summary.resource = row.place.resource;
        row.summary.isMarked = row.place.isMarked;
        row.summary.note = row.place.note;
    }
    row.summary.attempt = row.place.attempt;
    row.summary.attempts = row.place.attempt;
    row.summary.previousOfEvent = row.place.previous;
    return row;
}

Result<void, LogError> DeliveryRecorder::insert(const PendingDelivery& pending, const Row& row)
{
    const Delivery& delivery = pending.delivery;
    const DeliverySummary& summary = row.summary;
    const EventPlace& place = row.place;
    const QString encoding = summary.encoding ? encodingCode(*summary.encoding) : QString();
    const SqlValue event = place.event != 0 ? SqlValue(place.event) : SqlValue();
    const QVariant ownEvent = place.sameEvent ? QVariant() : encodeEvent(*delivery.event);
    const bool isSuperseded = m_events.isSuperseded(place.event, summary.number);
    auto done = m_insertDelivery.run({summary.number, summary.receivedAt, present(summary.endpoint),
                                      present(summary.peer), summary.status, verdictCode(summary.verdict), encoding,
                                      present(summary.secretName), event, place.attempt, place.previous,
                                      isSuperseded ? 1 : 0, summary.bodyBytes, pending.bodySha256,
                                      encodeNotes(summary.notes), encodeDiagnosis(summary.diagnosis), ownEvent});
    if (!done)
        return done;
    const QByteArray body =
        summary.verdict != Verdict::Verified ? delivery.body.left(m_maxRefusedBodyBytes) : delivery.body;
    return m_insertContent.run(
        {summary.number, present(delivery.method), present(delivery.target), pending.headers, present(body)});
}

Result<void, LogError> DeliveryRecorder::recordDiagnosis(qint64 number, const Diagnosis& diagnosis)
{
    return m_updateDiagnosis.run({encodeDiagnosis(diagnosis), number});
}

Result<void, LogError> DeliveryRecorder::recordAnswer(const LateAnswer& answer)
{
    return m_updateAnswer.run({answer.status, encodeNotes(answer.notes), answer.delivery});
}

/// They may be there: a commit whose fsync fails is told as failed, and can be found written all the same.
Result<void, LogError> DeliveryRecorder::recordStoredMicros(qint64 first, const QList<qint64>& micros)
{
    return m_insertTimings.run({first + micros.size() - 1, first, encodeMicros(micros)});
}

} // namespace kaunt
