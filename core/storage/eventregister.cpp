// SPDX-License-Identifier: MIT
#include "core/storage/eventregister.h"

#include "core/storage/resourcerow.h"

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

constexpr size_t maxKnown = 1'024;

/// Not by ==, which takes null and empty for the same.
bool isSameText(const QString& left, const QString& right)
{
    return left == right && left.isNull() == right.isNull();
}

bool isToldTheSame(const WebhookEvent& left, const WebhookEvent& right)
{
    return isSameText(left.id, right.id) && isSameText(left.url, right.url) &&
           isSameText(left.tenantId, right.tenantId) && isSameText(left.companyName, right.companyName) &&
           isSameText(left.correlationId, right.correlationId) && isSameText(left.eventType, right.eventType);
}

} // namespace

EventRegister::EventRegister(const LogDatabase& database)
    : m_index(database)
    , m_dataVersion(database, QStringLiteral("PRAGMA data_version"))
    , m_select(database, QStringLiteral("SELECT number, attempts, last_delivery, id, url, tenant, company,"
                                        " correlation, type FROM events WHERE number = ?"))
    , m_selectNumber(database, QStringLiteral("SELECT EXISTS (SELECT 1 FROM events WHERE number = ?)"
                                              " OR EXISTS (SELECT 1 FROM deliveries WHERE number = ?)"))
    , m_insert(database, QStringLiteral("INSERT INTO events (number, identity, id, url, tenant, company, correlation,"
                                        " type, attempts, last_delivery) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?)"))
    , m_update(database, QStringLiteral("UPDATE events SET attempts = ?, last_delivery = ? WHERE number = ?"))
    , m_supersede(database, QStringLiteral("UPDATE deliveries SET superseded = 1 WHERE number = ?"))
    , m_shownResource(database, QStringLiteral("SELECT status, millis, error_step FROM resources WHERE subject = ?") +
                                    shownResourceFirst())
    , m_annotation(database, QStringLiteral("SELECT marked, note FROM annotations WHERE subject = ?"))
{
    m_known.reserve(maxKnown);
}

Result<void, LogError> EventRegister::begin()
{
    const auto version = m_dataVersion.number();
    if (!version)
        return failure(version.error());
    if (std::exchange(m_knownVersion, *version) != *version)
        forget();
    return m_index.begin();
}

Result<EventPlace, LogError> EventRegister::enter(const WebhookEvent& event, const QByteArray& identity, qint64 number)
{
    if (const auto known = m_known.find(identity); known != m_known.end())
        return enterRepeat(known->second, event, number);
    const auto found = find(identity);
    if (!found)
        return failure(found.error());
    if (found->event != 0)
        return enterRepeat(m_known.emplace(identity, *found).first->second, event, number);
    if (auto done = insert(event, identity, number); !done)
        return failure(done.error());
    m_index.add(identity, number);
    return enterFirst(event, identity, number);
}

Result<bool, LogError> EventRegister::resume(const WebhookEvent& event, const QByteArray& identity,
                                             const EventPlace& last)
{
    if (auto begun = m_index.begin(); !begun)
        return failure(begun.error());
    const auto inMemory = m_known.find(identity);
    if (inMemory != m_known.end() && inMemory->second.attempts >= last.attempt)
        return false;
    const auto known = find(identity);
    if (!known)
        return failure(known.error());
    if (known->event == 0) {
        auto free = isFree(last.event);
        if (!free || !*free)
            return free; // where another has its number it begins anew
        if (auto inserted = insert(event, identity, last.event); !inserted)
            return failure(inserted.error());
        if (auto added = m_index.addAtOnce(identity, last.event); !added)
            return failure(added.error());
        return m_update.run({last.attempt, last.previous, last.event}).map([] { return true; });
    }
    if (inMemory != m_known.end())
        m_known.erase(inMemory); // read anew when it is entered
    const int attempts = std::max(known->attempts, last.attempt);
    return m_update.run({attempts, known->latest, known->event}).map([] { return false; });
}

/// No event has it, nor may one begin with it.
Result<bool, LogError> EventRegister::isFree(qint64 number)
{
    return m_selectNumber.number({number, number}).map([](qint64 isTaken) { return isTaken == 0; });
}

EventPlace EventRegister::enterFirst(const WebhookEvent& event, const QByteArray& identity, qint64 number)
{
    Known& known = m_known.emplace(identity, Known{number, 1, number, 0, true, event, {}, false, {}}).first->second;
    m_entered.push_back(&known);
    return {number, 1, 0, true, {}, false, {}};
}

EventPlace EventRegister::enterRepeat(Known& known, const WebhookEvent& event, qint64 number)
{
    EventPlace place{known.event,    known.attempts + 1, known.latest, isToldTheSame(known.first, event),
                     known.resource, known.isMarked,     known.note};
    known.attempts = place.attempt;
    known.latest = number;
    m_latest[known.event] = number;
    if (!std::exchange(known.isEntered, true))
        m_entered.push_back(&known);
    return place;
}

bool EventRegister::isSuperseded(qint64 event, qint64 number) const
{
    const auto latest = m_latest.find(event);
    return latest != m_latest.end() && latest->second != number;
}

Result<void, LogError> EventRegister::insert(const WebhookEvent& event, const QByteArray& identity, qint64 number)
{
    return m_insert.run({number, identity, event.id, event.url, event.tenantId, event.companyName, event.correlationId,
                         event.eventType, number});
}

Result<EventRegister::Known, LogError> EventRegister::find(const QByteArray& identity)
{
    Known known;
    const auto number = m_index.find(identity);
    if (!number)
        return failure(number.error());
    if (*number == 0)
        return known;
    auto selected = m_select.forEach({*number}, [&known](const LogStatement& row) {
        known.event = row.value(0).toLongLong();
        known.attempts = row.value(1).toInt();
        known.latest = row.value(2).toLongLong();
        known.latestWritten = known.latest;
        known.first = {row.value(3).toString(), row.value(4).toString(), row.value(5).toString(),
                       row.value(6).toString(), row.value(7).toString(), row.value(8).toString()};
    });
    if (!selected)
        return failure(selected.error());
    auto resource = shownResource(known.event);
    if (!resource)
        return failure(resource.error());
    known.resource = *resource;
    if (auto done = readAnnotation(known); !done)
        return failure(done.error());
    return known;
}

Result<void, LogError> EventRegister::write()
{
    for (Known* entered : m_entered) {
        Known& known = *entered;
        known.isEntered = false;
        const qint64 superseded = std::exchange(known.latestWritten, known.latest);
        if (known.latest == known.event) // its first delivery, which enter() wrote
            continue;
        if (auto done = m_update.run({known.attempts, known.latest, known.event}); !done)
            return done;
        if (superseded == 0)
            continue;
        if (auto done = m_supersede.run({superseded}); !done)
            return done;
    }
    m_entered.clear();
    m_latest.clear();
    if (m_known.size() > maxKnown)
        m_known.clear();
    return m_index.write();
}

void EventRegister::forget()
{
    m_index.lookForRemoved();
    m_known.clear();
    m_entered.clear();
    m_latest.clear();
}

void EventRegister::forgetEntered()
{
    forget();
    m_index.forget();
}

Result<void, LogError> EventRegister::readAnnotation(Known& known)
{
    return m_annotation.forEach({known.event}, [&known](const LogStatement& row) {
        known.isMarked = row.value(0).toBool();
        known.note = row.value(1).toString();
    });
}

Result<std::optional<ResourceSummary>, LogError> EventRegister::shownResource(qint64 event)
{
    return m_shownResource.first({event}, [](const LogStatement& row) {
        return ResourceSummary{row.value(0).toInt(), row.value(1).toLongLong(), row.value(2).toString().isEmpty()};
    });
}

} // namespace kaunt
