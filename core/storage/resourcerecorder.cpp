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
    const auto found = subject(m_selectSubject, resource.delivery);
    if (!found)
        return failure(found.error());
    return insert(resource, *found);
}

Result<ResourceRecord, LogError> ResourceRecorder::recordOfEvent(const ResourceRecord& resource, qint64 event)
{
    const auto found = subject(m_selectEvent, event);
    if (!found)
        return failure(found.error());
    return insert(resource, *found);
}

Result<qint64, LogError> ResourceRecorder::subject(LogStatement& statement, qint64 number)
{
    if (auto done = statement.run({number}); !done)
        return failure(done.error());
    const qint64 found = statement.next() ? statement.value(0).toLongLong() : 0;
    if (auto done = statement.finish(); !done)
        return failure(done.error());
    return found;
}

Result<ResourceRecord, LogError> ResourceRecorder::insert(const ResourceRecord& resource, qint64 subject)
{
    if (subject == 0)
        return failure(LogError{LogError::Code::NotFound, m_database.path(), {}, QString::number(resource.delivery)});
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
