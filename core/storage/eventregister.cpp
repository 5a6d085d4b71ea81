// SPDX-License-Identifier: MIT
#include "core/storage/eventregister.h"

#include "core/storage/deliverycodec.h"

namespace kaunt {

EventRegister::EventRegister(const LogDatabase& database)
    : m_select(database, QStringLiteral("SELECT number, attempts, last_delivery, id, url, tenant, company,"
                                        " correlation, type FROM events WHERE identity = ?"))
    , m_insert(database, QStringLiteral("INSERT INTO events (number, identity, id, url, tenant, company, correlation,"
                                        " type, attempts, last_delivery) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?)"))
    , m_update(database, QStringLiteral("UPDATE events SET attempts = ?, last_delivery = ? WHERE number = ?"))
    , m_supersede(database, QStringLiteral("UPDATE deliveries SET superseded = 1 WHERE number = ?"))
    , m_latestResource(database, QStringLiteral("SELECT status, millis, error_step FROM resources WHERE subject = ?"
                                                " ORDER BY id DESC LIMIT 1"))
{
}

Result<EventPlace, LogError> EventRegister::enter(const WebhookEvent& event, const QByteArray& bodySha256,
                                                  qint64 number)
{
    const QByteArray identity = eventIdentity(event, bodySha256);
    auto place = find(event, identity);
    if (!place)
        return place;
    if (place->event == 0) {
        place->event = number;
        auto done = m_insert.run({number, identity, event.id, event.url, event.tenantId, event.companyName,
                                  event.correlationId, event.eventType, number});
        if (!done)
            return failure(done.error());
        return place;
    }
    if (auto done = m_update.run({place->attempt, number, place->event}); !done)
        return failure(done.error());
    if (auto done = m_supersede.run({place->previous}); !done)
        return failure(done.error());
    auto resource = latestResource(place->event);
    if (!resource)
        return failure(resource.error());
    place->resource = *resource;
    return place;
}

Result<EventPlace, LogError> EventRegister::find(const WebhookEvent& event, const QByteArray& identity)
{
    if (auto done = m_select.run({identity}); !done)
        return failure(done.error());
    EventPlace place;
    if (m_select.next()) {
        place.event = m_select.value(0).toLongLong();
        place.attempt = m_select.value(1).toInt() + 1;
        place.previous = m_select.value(2).toLongLong();
        const WebhookEvent first{m_select.value(3).toString(), m_select.value(4).toString(),
                                 m_select.value(5).toString(), m_select.value(6).toString(),
                                 m_select.value(7).toString(), m_select.value(8).toString()};
        // Not by ==, which takes null and empty for the same.
        place.sameEvent = encodeEvent(first) == encodeEvent(event);
    }
    if (auto done = m_select.finish(); !done)
        return failure(done.error());
    return place;
}

Result<std::optional<ResourceSummary>, LogError> EventRegister::latestResource(qint64 event)
{
    if (auto done = m_latestResource.run({event}); !done)
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
