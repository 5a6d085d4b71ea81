// SPDX-License-Identifier: MIT
#include "core/storage/eventindex.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>
#include <utility>

namespace kaunt {

namespace {

constexpr int mostMoved = 1'024; ///< with one commit, of those that waited when the log was opened

/// What the index has of an identity, which tells nearly all apart.
quint64 prefixOf(const QByteArray& identity)
{
    quint64 prefix = 0;
    std::memcpy(&prefix, identity.constData(), std::min<size_t>(sizeof(prefix), size_t(identity.size())));
    return prefix;
}

/// Nothing is copied: for as long as that one is there.
QByteArray bytesOf(const quint64& prefix)
{
    return QByteArray::fromRawData(reinterpret_cast<const char*>(&prefix), sizeof(prefix));
}

} // namespace

EventIndex::EventIndex(const LogDatabase& database, size_t mostWaiting)
    : m_mostWaiting(mostWaiting)
    , m_selectWaiting(database, QStringLiteral("SELECT number, identity FROM events WHERE number > ? ORDER BY number"))
    , m_selectEnd(database, QStringLiteral("SELECT last FROM event_index_end"))
    , m_select(database, QStringLiteral("SELECT event FROM event_index WHERE prefix = ?"))
    , m_selectOne(database, QStringLiteral("SELECT number FROM events WHERE number = ? AND identity = ?"))
    , m_insert(database, QStringLiteral("INSERT OR IGNORE INTO event_index VALUES (?1, ?2)"))
    // One that was removed while it waited does not come back, where nothing would remove it any more.
    , m_insertIfThere(database, QStringLiteral("INSERT OR IGNORE INTO event_index SELECT ?1, number FROM events"
                                               " WHERE number = ?2"))
    , m_updateEnd(database, QStringLiteral("UPDATE event_index_end SET last = ?"))
{
}

/// The first bits tell which, as they tell the place in the index.
EventIndex::Part& EventIndex::partOf(quint64 prefix)
{
    constexpr unsigned otherBits = 54;
    return m_parts.at(qFromBigEndian(prefix) >> otherBits);
}

Result<void, LogError> EventIndex::begin()
{
    return m_isRead ? Result<void, LogError>() : read();
}

Result<void, LogError> EventIndex::read()
{
    const auto end = m_selectEnd.number();
    if (!end)
        return failure(end.error());
    m_highest = *end;
    auto done = m_selectWaiting.forEach(
        {*end}, [this](const LogStatement& row) { add(row.value(1).toByteArray(), row.value(0).toLongLong()); });
    m_roundFrom = m_highest;
    m_isBehind = m_waiting > m_mostWaiting;
    m_isRead = done.has_value();
    return done;
}

Result<qint64, LogError> EventIndex::find(const QByteArray& identity)
{
    const quint64 prefix = prefixOf(identity);
    QList<qint64> alike;
    for (const Waiting& waiting : std::as_const(partOf(prefix))) {
        if (waiting.prefix == prefix)
            alike.append(waiting.event);
    }
    if (auto found = firstWith(identity, alike); !found || *found != 0)
        return found;
    alike.clear();
    auto done = m_select.forEach({bytesOf(prefix)},
                                 [&alike](const LogStatement& row) { alike.append(row.value(0).toLongLong()); });
    if (!done)
        return failure(done.error());
    return firstWith(identity, alike);
}

/// Asked of the events themselves, one by one: nearly always there is none, and a join would open them for nothing.
Result<qint64, LogError> EventIndex::firstWith(const QByteArray& identity, const QList<qint64>& events)
{
    for (const qint64 event : events) {
        auto found = m_selectOne.number({event, identity});
        if (!found || *found != 0)
            return found;
    }
    return 0;
}

void EventIndex::add(const QByteArray& identity, qint64 event)
{
    const quint64 prefix = prefixOf(identity);
    partOf(prefix).push_back({prefix, event});
    ++m_waiting;
    m_highest = event;
}

Result<void, LogError> EventIndex::addAtOnce(const QByteArray& identity, qint64 event)
{
    return insert(prefixOf(identity), event);
}

Result<void, LogError> EventIndex::insert(quint64 prefix, qint64 event)
{
    LogStatement& insert = event > m_lookUpTo ? m_insert : m_insertIfThere; // the look takes as long as the rest
    return insert.run({bytesOf(prefix), event});
}

Result<void, LogError> EventIndex::write()
{
    const size_t waitingAfter = m_waiting - std::min<size_t>(m_waiting, mostMoved);
    while (m_waiting > std::max(mayWait(), waitingAfter)) {
        if (auto done = writePart(m_parts.at(m_next)); !done)
            return done;
        m_next = (m_next + 1) % m_parts.size();
        if (m_next == 0 || m_waiting == 0) {
            if (auto done = endRound(); !done)
                return done;
        }
    }
    return {};
}

/// Runs in which few come would end no round else, and the next one would have ever more to read.
size_t EventIndex::mayWait() const
{
    return m_isBehind ? 0 : m_mostWaiting;
}

Result<void, LogError> EventIndex::writePart(Part& part)
{
    for (const Waiting& waiting : part) {
        if (auto done = insert(waiting.prefix, waiting.event); !done)
            return done;
    }
    m_waiting -= part.size();
    part.clear();
    return {};
}

/// All that waited as this round began have been written by it.
Result<void, LogError> EventIndex::endRound()
{
    m_next = 0;
    m_isBehind = false;
    return m_updateEnd.run({std::exchange(m_roundFrom, m_highest)});
}

void EventIndex::forget()
{
    m_isRead = false;
    for (Part& part : m_parts)
        part.clear();
    m_waiting = 0;
    m_next = 0;
}

QString eventsOfIdentity()
{
    return QStringLiteral("SELECT number FROM events WHERE identity = ?1 AND number IN"
                          " (SELECT event FROM event_index WHERE prefix = substr(?1, 1, 8))"
                          " UNION SELECT number FROM events WHERE identity = ?1"
                          " AND number > (SELECT last FROM event_index_end)");
}

} // namespace kaunt
