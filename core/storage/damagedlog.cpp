// SPDX-License-Identifier: MIT
#include "core/storage/damagedlog.h"

#include "core/storage/deliverycodec.h"
#include "core/storage/logfolder.h"
#include "core/storage/resourcerow.h"
#include "core/storage/summaryrow.h"

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

constexpr qint64 mostRows = 100'000'000;

LogError notFound(const QString& path, qint64 number)
{
    return {LogError::Code::NotFound, path, {}, QString::number(number)};
}

bool isNotFound(const LogError& error)
{
    return error.code == LogError::Code::NotFound;
}

/// The highest of those answers that can be read: each may stand on a damaged page of its own.
qint64 highestOf(const LogDatabase& log, std::initializer_list<const char*> questions)
{
    qint64 highest = 0;
    for (const char* sql : questions)
        highest = std::max(highest, log.number(QLatin1String(sql)).value_or(0));
    return highest;
}

} // namespace

DamagedLog::DamagedLog(std::unique_ptr<LogQueries> queries, std::unique_ptr<LogDatabase> database,
                       qint64 lastReceivedAt)
    : m_queries(std::move(queries))
    , m_database(std::move(database))
    , m_summary(*m_database, selectBareSummaries() + QStringLiteral("WHERE d.number = ?"))
    , m_content(*m_database, QStringLiteral("SELECT method, target, headers, body FROM contents WHERE number = ?"))
    , m_eventNumber(*m_database, QStringLiteral("SELECT event FROM deliveries NOT INDEXED WHERE number = ?"))
    , m_event(*m_database, QStringLiteral("SELECT id, url, tenant, company, correlation, type FROM events NOT INDEXED"
                                          " WHERE number = ?"))
    , m_annotation(*m_database,
                   QStringLiteral("SELECT marked, note FROM annotations WHERE subject ="
                                  " coalesce((SELECT event FROM deliveries NOT INDEXED WHERE number = ?), ?)"))
    , m_resource(*m_database, selectResources() + QStringLiteral("NOT INDEXED WHERE id = ?"))
    , m_receivedAt(lastReceivedAt)
{
}

Result<std::unique_ptr<DamagedLog>, LogError> DamagedLog::open(const QString& directory, const Clock& clock)
{
    auto queries = LogQueries::openDamaged(directory, clock);
    if (!queries)
        return failure(queries.error());
    auto database = LogDatabase::open(LogFolder(directory).databasePath(), LogDatabase::Access::Salvage);
    if (!database)
        return failure(database.error());
    // Of what has lost its time: not so early that it would be too old to be kept.
    const qint64 last = (*database)->number(QStringLiteral("SELECT last_received_at FROM totals")).value_or(0);
    return std::unique_ptr<DamagedLog>(
        new DamagedLog(*std::move(queries), *std::move(database), last > 0 ? last : clock.utcMillis()));
}

qint64 DamagedLog::lastNumber() const
{
    const LogDatabase& log = *m_database;
    const qint64 first =
        std::max(qint64{1}, log.number(QStringLiteral("SELECT min(number) FROM deliveries")).value_or(1));
    const qint64 last = highestOf(log, {"SELECT last_number FROM totals", "SELECT max(number) FROM deliveries",
                                        "SELECT max(number) FROM contents", "SELECT max(number) FROM events",
                                        "SELECT max(last_delivery) FROM events"});
    return std::min(last, first + mostRows);
}

qint64 DamagedLog::mostDeliveries() const
{
    if (const auto known = m_database->number(QStringLiteral("SELECT deliveries FROM totals")); known && *known > 0)
        return *known;
    qint64 first = lastNumber();
    for (const char* table : {"deliveries", "contents", "events"}) {
        const QString lowest = QStringLiteral("SELECT min(number) FROM %1 NOT INDEXED").arg(QLatin1String(table));
        if (const auto found = m_database->number(lowest); found && *found > 0)
            first = std::min(first, *found);
    }
    return lastNumber() - first + 1;
}

RowWalk DamagedLog::deliveries() const
{
    return {*m_database,
            QStringLiteral("number"),
            {QStringLiteral("deliveries"), QStringLiteral("contents")},
            lastNumber()};
}

Result<DamagedLog::Found, LogError> DamagedLog::delivery(qint64 number)
{
    auto record = m_queries->delivery(number);
    const bool isWhole = record && record->summary.number == number;
    auto found = isWhole ? Result<Found, LogError>(Found{*std::move(record), true}) : deliveryByParts(number);
    if (!found)
        return found;
    m_receivedAt = found->record.summary.receivedAt;
    if (found->record.summary.attempt > 1)
        found->event = eventNumberOf(number);
    return found;
}

Result<DamagedLog::Found, LogError> DamagedLog::deliveryByParts(qint64 number)
{
    auto summary = bareSummary(number);
    auto record = content(number);
    if (!summary && !record)
        return failure(isNotFound(record.error()) ? record.error() : summary.error());
    const bool hasContent = record.has_value();
    Found found{record.value_or(DeliveryRecord()), summary && hasContent};
    if (!summary) {
        found.record.summary = unknownSummary(number, found.record.body);
        return found;
    }
    const bool isUntold = summary->event == WebhookEvent(); // by the delivery itself
    if (isUntold)
        summary->event = hasContent ? readWebhookPayload(found.record.body).event : event(eventNumberOf(number));
    if (!hasContent) {
        summary->notes.append(QStringLiteral("salvaged:no-body"));
        // What has no id is known by its body.
        if (summary->event && summary->event->id.isEmpty())
            summary->event.reset();
    }
    readAnnotation(*summary);
    found.record.summary = *std::move(summary);
    return found;
}

Result<DeliverySummary, LogError> DamagedLog::bareSummary(qint64 number)
{
    const auto rows = summariesOf(m_summary, {number});
    if (!rows)
        return failure(rows.error());
    if (rows->isEmpty() || rows->first().number != number)
        return failure(notFound(m_database->path(), number));
    return rows->first();
}

Result<DeliveryRecord, LogError> DamagedLog::content(qint64 number)
{
    if (auto done = m_content.run({number}); !done)
        return failure(done.error());
    const bool isThere = m_content.next();
    DeliveryRecord record;
    if (isThere) {
        record.method = m_content.value(0).toByteArray();
        record.target = m_content.value(1).toByteArray();
        record.headers = decodeHeaders(m_content.value(2).toByteArray());
        record.body = m_content.value(3).toByteArray();
    }
    if (auto done = m_content.finish(); !done)
        return failure(done.error());
    if (!isThere)
        return failure(notFound(m_database->path(), number));
    return record;
}

qint64 DamagedLog::eventNumberOf(qint64 delivery)
{
    const bool isThere = m_eventNumber.run({delivery}) && m_eventNumber.next();
    const qint64 number = isThere ? m_eventNumber.value(0).toLongLong() : 0;
    return m_eventNumber.finish() ? number : 0;
}

std::optional<WebhookEvent> DamagedLog::event(qint64 number)
{
    std::optional<WebhookEvent> event;
    if (m_event.run({number}) && m_event.next())
        event = WebhookEvent{m_event.value(0).toString(), m_event.value(1).toString(), m_event.value(2).toString(),
                             m_event.value(3).toString(), m_event.value(4).toString(), m_event.value(5).toString()};
    return m_event.finish() ? event : std::nullopt;
}

void DamagedLog::readAnnotation(DeliverySummary& summary)
{
    if (!m_annotation.run({summary.number, summary.number}))
        return;
    if (m_annotation.next()) {
        summary.isMarked = m_annotation.value(0).toBool();
        summary.note = m_annotation.value(1).toString();
    }
    (void)m_annotation.finish();
}

/// Only what is verified begins an event.
DeliverySummary DamagedLog::unknownSummary(qint64 number, const QByteArray& body)
{
    DeliverySummary summary;
    summary.number = number;
    summary.receivedAt = m_receivedAt;
    summary.bodyBytes = body.size();
    summary.event = event(number);
    summary.verdict = summary.event ? Verdict::Verified : Verdict::NoSecret;
    summary.notes.append(QStringLiteral("salvaged:content-only"));
    return summary;
}

RowWalk DamagedLog::resources() const
{
    const qint64 last = highestOf(*m_database, {"SELECT seq FROM sqlite_sequence WHERE name = 'resources'",
                                                "SELECT max(id) FROM resources NOT INDEXED"});
    return {*m_database, QStringLiteral("id"), {QStringLiteral("resources")}, last};
}

Result<ResourceRecord, LogError> DamagedLog::resource(qint64 id)
{
    if (auto done = m_resource.run({id}); !done)
        return failure(done.error());
    const bool isThere = m_resource.next();
    ResourceRecord resource = isThere ? resourceFrom(m_resource) : ResourceRecord();
    if (auto done = m_resource.finish(); !done)
        return failure(done.error());
    if (!isThere)
        return failure(notFound(m_database->path(), id));
    return resource;
}

qint64 DamagedLog::subjectOf(qint64 resource) const
{
    return m_database->number(QStringLiteral("SELECT subject FROM resources NOT INDEXED WHERE id = ?"), {resource})
        .value_or(0);
}

} // namespace kaunt
