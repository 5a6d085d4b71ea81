// SPDX-License-Identifier: MIT
#include "core/storage/resourcerecorder.h"

#include "core/storage/deliverycodec.h"

namespace kaunt {

ResourceRecorder::ResourceRecorder(const LogDatabase& database)
    : m_database(database)
    , m_selectSubject(database, QStringLiteral("SELECT coalesce(event, number) FROM deliveries WHERE number = ?"))
    , m_selectEvent(database, QStringLiteral("SELECT number FROM events WHERE number = ?"))
    , m_insert(
          database,
          QStringLiteral("INSERT INTO resources (subject, delivery, fetched_at, url, status, millis, attempts,"
                         " correlation_id, error_step, error_message, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"))
{
}

Result<ResourceRecord, LogError> ResourceRecorder::record(const ResourceRecord& resource)
{
    return m_selectSubject.number({resource.delivery}).and_then([&](qint64 subject) {
        return insert(resource, subject);
    });
}

Result<ResourceRecord, LogError> ResourceRecorder::recordOfEvent(const ResourceRecord& resource, qint64 event)
{
    return m_selectEvent.number({event}).and_then([&](qint64 subject) { return insert(resource, subject); });
}

Result<ResourceRecord, LogError> ResourceRecorder::insert(const ResourceRecord& resource, qint64 subject)
{
    if (subject == 0)
        return failure(LogError{
            .code = LogError::Code::NotFound, .path = m_database.path(), .detail = QString::number(resource.delivery)});
    auto done = m_insert.run({subject, resource.delivery, resource.fetchedAt, present(resource.url), resource.status,
                              resource.millis, resource.attempts, present(resource.correlationId),
                              present(resource.errorStep), present(resource.errorMessage), present(resource.body)});
    if (!done)
        return failure(done.error());
    ResourceRecord stored = resource;
    stored.id = m_insert.insertedId();
    return stored;
}

} // namespace kaunt
