// SPDX-License-Identifier: MIT
#include "core/storage/deliveryremoval.h"

#include "core/storage/deliverycodec.h"

#include <utility>

namespace kaunt {

namespace {

/// Of a table whose rows are about ranges of deliveries: those before the oldest that is left, where single ones with a
/// mark or a note may be, with what they are in.
QString deleteBeforeOldest(const QString& table)
{
    return QStringLiteral("DELETE FROM %1 WHERE last < coalesce((SELECT number FROM deliveries"
                          " WHERE coalesce(event, number) NOT IN (SELECT subject FROM annotations)"
                          " ORDER BY number LIMIT 1), (SELECT min(number) FROM deliveries), 9223372036854775807)"
                          " AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.number BETWEEN %1.first AND %1.last)")
        .arg(table);
}

/// The row of such a table that this delivery is in, where it was the last one there: strangers can have any number
/// come and go behind a delivery that stays.
QString deleteAroundNumber(const QString& table)
{
    return QStringLiteral("DELETE FROM %1 WHERE last = (SELECT last FROM %1 WHERE last >= ?1 ORDER BY last LIMIT 1)"
                          " AND first <= ?1"
                          " AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.number BETWEEN %1.first AND %1.last)")
        .arg(table);
}

} // namespace

DeliveryRemoval::DeliveryRemoval(const LogDatabase& database)
    : m_select(database, QStringLiteral("SELECT event, verdict FROM deliveries WHERE number = ?"))
    , m_deleteDelivery(database, QStringLiteral("DELETE FROM deliveries WHERE number = ?"))
    , m_deleteContent(database, QStringLiteral("DELETE FROM contents WHERE number = ?"))
    , m_deleteForwards(database, QStringLiteral("DELETE FROM forwards WHERE delivery = ?"))
    , m_deleteFromIndex(database, QStringLiteral("DELETE FROM event_index WHERE event = ?1 AND prefix ="
                                                 " (SELECT substr(identity, 1, 8) FROM events"
                                                 " WHERE number = ?1 AND last_delivery = ?2)"))
    , m_deleteOpenForwards(database, QStringLiteral("DELETE FROM open_forwards WHERE delivery = ?"))
    , m_deleteReplayAnswers(database, QStringLiteral("DELETE FROM replay_answers WHERE delivery = ?"))
    , m_deleteEvent(database, QStringLiteral("DELETE FROM events WHERE number = ? AND last_delivery = ?"))
    , m_deleteResources(database, QStringLiteral("DELETE FROM resources WHERE subject = ?"))
    , m_deleteAnnotation(database, QStringLiteral("DELETE FROM annotations WHERE subject = ?"))
    , m_deleteOwnTimings(database, deleteAroundNumber(QStringLiteral("timings")))
    , m_deleteTimings(database, deleteBeforeOldest(QStringLiteral("timings")))
    , m_deleteClockShifts(database, deleteBeforeOldest(QStringLiteral("clock_shifts")))
{
}

Result<void, LogError> DeliveryRemoval::remove(const QList<qint64>& numbers, LogTotals& totals)
{
    for (const qint64 number : numbers) {
        if (auto done = remove(number, totals); !done)
            return done;
    }
    if (auto done = m_deleteTimings.run(); !done)
        return done;
    return m_deleteClockShifts.run();
}

Result<void, LogError> DeliveryRemoval::remove(qint64 number, LogTotals& totals)
{
    const auto found = m_select.first({number}, [](const LogStatement& row) {
        return std::pair(row.value(0).toLongLong(),
                         verdictFromCode(row.value(1).toString()).value_or(Verdict::NoSecret));
    });
    if (!found)
        return failure(found.error());
    if (!*found)
        return {};
    const auto& [event, verdict] = **found;
    for (LogStatement* statement : {&m_deleteDelivery, &m_deleteContent, &m_deleteForwards, &m_deleteOpenForwards,
                                    &m_deleteReplayAnswers, &m_deleteOwnTimings}) {
        if (auto done = statement->run({number}); !done)
            return done;
    }
    if (verdict != Verdict::Misdirected)
        --totals.deliveries;
    if (isRefused(verdict))
        --totals.refused;
    if (event != 0) {
        // The latest delivery of an event goes last, so with it none is left.
        for (LogStatement* statement : {&m_deleteFromIndex, &m_deleteEvent}) {
            if (auto done = statement->run({event, number}); !done)
                return done;
        }
        if (m_deleteEvent.changedRows() == 0)
            return {};
        --totals.events;
    }
    for (LogStatement* statement : {&m_deleteResources, &m_deleteAnnotation}) {
        if (auto done = statement->run({event != 0 ? event : number}); !done)
            return done;
    }
    return {};
}

} // namespace kaunt
