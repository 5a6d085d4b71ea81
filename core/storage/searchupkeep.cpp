// SPDX-License-Identifier: MIT
#include "core/storage/searchupkeep.h"

#include "core/storage/logstatement.h"
#include "core/storage/searchindex.h"
#include "core/storage/searchtables.h"

#include <utility>

namespace kaunt {

Result<void, LogError> SearchUpkeep::run() const
{
    if (auto done = dropRemoved(); !done)
        return done;
    if (auto done = thinDeliveries(); !done)
        return done;
    if (auto done = thinResources(); !done)
        return done;
    return m_index.execute(QStringLiteral("PRAGMA main.incremental_vacuum(2048)"));
}

Result<void, LogError> SearchUpkeep::drop(const QString& table, const QString& entry) const
{
    LogTransaction transaction(m_index, LogTransaction::Lock::Deferred);
    if (auto done = transaction.begin(); !done)
        return done;
    if (auto done = runAll(m_index, {QStringLiteral("DROP TABLE main.") + table, entry}); !done)
        return done;
    return transaction.commit();
}

Result<void, LogError> SearchUpkeep::dropRemoved() const
{
    while (true) {
        const auto segment =
            m_index.number(QStringLiteral("SELECT coalesce(min(s.segment), -1) FROM main.segments s WHERE NOT EXISTS"
                                          " (SELECT 1 FROM log.deliveries d WHERE d.number >= s.segment * %1"
                                          " AND d.number < (s.segment + 1) * %1)")
                               .arg(searchSegmentSize));
        const auto resources = m_index.number(
            QStringLiteral("SELECT coalesce(min(s.first), 0) FROM main.resource_segments s WHERE NOT EXISTS"
                           " (SELECT 1 FROM log.resources r WHERE r.id >= s.first AND r.id <= s.last)"));
        if (!segment || !resources)
            return failure(segment ? resources.error() : segment.error());
        Result<void, LogError> dropped;
        if (*segment >= 0)
            dropped = drop(searchSegmentName(*segment),
                           QStringLiteral("DELETE FROM main.segments WHERE segment = %1").arg(*segment));
        else if (*resources > 0)
            dropped = drop(searchResourcesName(*resources),
                           QStringLiteral("DELETE FROM main.resource_segments WHERE first = %1").arg(*resources));
        else
            return {};
        if (!dropped)
            return dropped;
    }
}

Result<void, LogError> SearchUpkeep::thinDeliveries() const
{
    LogStatement sparse(m_index,
                        QStringLiteral("SELECT s.segment FROM main.segments s, main.progress p"
                                       " WHERE (s.segment + 1) * %1 <= min(p.number, coalesce((SELECT d.number"
                                       " FROM log.deliveries d WHERE coalesce(d.event, d.number) NOT IN"
                                       " (SELECT subject FROM log.annotations) ORDER BY d.number LIMIT 1), p.number))"
                                       " AND 'text_' || s.segment NOT IN (SELECT name FROM main.thinned)")
                            .arg(searchSegmentSize));
    const auto segments = sparse.numbers({});
    if (!segments)
        return failure(segments.error());
    for (const qint64 segment : *segments) {
        const qint64 first = segment * searchSegmentSize;
        const QString name = searchSegmentName(segment);
        const QString range =
            QStringLiteral("d.number >= %1 AND d.number < %2").arg(first).arg(first + searchSegmentSize);
        if (auto done = thin(name, {createTextTable(name), fillTextTable(name, range)}); !done)
            return done;
    }
    return {};
}

Result<void, LogError> SearchUpkeep::thinResources() const
{
    LogStatement sparse(m_index,
                        QStringLiteral("SELECT s.first, s.last FROM main.resource_segments s, main.progress p"
                                       " WHERE s.first < (SELECT max(first) FROM main.resource_segments)"
                                       " AND s.last < coalesce((SELECT r.id FROM log.resources r WHERE r.subject NOT IN"
                                       " (SELECT subject FROM log.annotations) ORDER BY r.id LIMIT 1), p.resource + 1)"
                                       " AND 'resources_' || s.first NOT IN (SELECT name FROM main.thinned)"));
    QList<QPair<qint64, qint64>> segments;
    auto found = sparse.forEach({}, [&segments](const LogStatement& row) {
        segments.append({row.value(0).toLongLong(), row.value(1).toLongLong()});
    });
    if (!found)
        return found;
    for (const auto& [first, last] : std::as_const(segments)) {
        const QString name = searchResourcesName(first);
        const QString left = resourcesBetween(first, last);
        if (auto done = thin(name, {createResourcesTable(name), fillResourcesTable(name, left)}); !done)
            return done;
    }
    return {};
}

/// Makes a segment anew of what is left, once: FTS5 forgets nothing of a row whose text it does not keep.
Result<void, LogError> SearchUpkeep::thin(const QString& name, const QStringList& anew) const
{
    LogTransaction transaction(m_index, LogTransaction::Lock::Deferred);
    if (auto done = transaction.begin(); !done)
        return done;
    const QStringList statements = QStringList{QStringLiteral("DROP TABLE main.") + name} + anew +
                                   QStringList{QStringLiteral("INSERT INTO main.thinned VALUES ('%1')").arg(name)};
    if (auto done = runAll(m_index, statements); !done)
        return done;
    return transaction.commit();
}

} // namespace kaunt
