// SPDX-License-Identifier: MIT
#include "core/storage/damagedlog.h"

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
    , m_content(*m_database, selectContent())
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
    return last - first > mostRows ? first + mostRows : last;
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
    auto found = m_content.first({number}, [](const LogStatement& row) { return recordFrom(row, {}); });
    if (!found)
        return failure(found.error());
    if (!*found)
        return failure(notFound(m_database->path(), number));
    return **std::move(found);
}

qint64 DamagedLog::eventNumberOf(qint64 delivery)
{
    return m_eventNumber.number({delivery}).value_or(0);
}

std::optional<WebhookEvent> DamagedLog::event(qint64 number)
{
    const auto read = [](const LogStatement& row) {
        return WebhookEvent{row.value(0).toString(), row.value(1).toString(), row.value(2).toString(),
                            row.value(3).toString(), row.value(4).toString(), row.value(5).toString()};
    };
    return m_event.first({number}, read).value_or(std::nullopt);
}

void DamagedLog::readAnnotation(DeliverySummary& summary)
{
    (void)m_annotation.forEach({summary.number, summary.number}, [&summary](const LogStatement& row) {
        summary.isMarked = row.value(0).toBool();
        summary.note = row.value(1).toString();
    });
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
    auto found = m_resource.first({id}, resourceFrom);
    if (!found)
        return failure(found.error());
    if (!*found)
        return failure(notFound(m_database->path(), id));
    return **std::move(found);
}

qint64 DamagedLog::subjectOf(qint64 resource) const
{
    return m_database->number(QStringLiteral("SELECT subject FROM resources NOT INDEXED WHERE id = ?"), {resource})
        .value_or(0);
}

} // namespace kaunt
