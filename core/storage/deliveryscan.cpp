// SPDX-License-Identifier: MIT
#include "core/storage/deliveryscan.h"

#include "core/storage/searchindex.h"
#include "core/storage/searchterm.h"

#include <QElapsedTimer>
#include <QFile>

#include <algorithm>
#include <limits>

namespace kaunt {

namespace {

constexpr qint64 firstWindow = 2'048;
constexpr qint64 largestWindow = searchSegmentSize;
/// A window that took less is followed by one of this many times its size.
constexpr qint64 quickMillis = 10;
constexpr qint64 growth = 4;

/// The deliveries of a window that a resource makes a match of.
QString foundByResource(const QString& window)
{
    return QStringLiteral("WITH subjects(n) AS MATERIALIZED"
                          " (SELECT x.subject FROM search.resource_text t CROSS JOIN resources x ON x.id = t.rowid"
                          " WHERE resource_text MATCH ?"
                          " UNION SELECT x.subject FROM resources x WHERE x.id > ?)"
                          " SELECT d.number FROM subjects s CROSS JOIN deliveries d ON d.number = s.n WHERE %1"
                          " UNION SELECT d.number FROM subjects s CROSS JOIN deliveries d ON d.event = s.n"
                          " AND d.attempt > 1 WHERE %1")
        .arg(window);
}

} // namespace

DeliveryScan::DeliveryScan(const LogDatabase& database, const QString& directory)
    : m_database(database)
    , m_indexPath(SearchIndex::pathIn(directory))
{
}

Result<void, LogError> DeliveryScan::lookForIndex()
{
    m_indexedTo = 0;
    if (!m_isAttached) {
        if (!QFile::exists(m_indexPath))
            return {};
        LogStatement attach(m_database, QStringLiteral("ATTACH ? AS search"));
        if (!attach.run({m_indexPath}))
            return {}; // half made, or none of ours: the log is searched without
        m_isAttached = true;
    }
    LogStatement progress(m_database, QStringLiteral("SELECT number, resource FROM search.progress"));
    if (progress.run() && progress.next()) {
        m_indexedTo = progress.value(0).toLongLong();
        m_indexedResources = progress.value(1).toLongLong();
    }
    (void)progress.finish();
    return {};
}

DeliveryScan::Window DeliveryScan::windowBelow(qint64 high, qint64 oldest, qint64 size) const
{
    Window window{std::max(oldest, high - size + 1), high, !m_match.isEmpty() && high <= m_indexedTo};
    if (window.isIndexed)
        window.low = std::max(window.low, high / searchSegmentSize * searchSegmentSize);
    else if (!m_match.isEmpty() && m_indexedTo > 0)
        window.low = std::max(window.low, std::min(high, m_indexedTo + 1));
    return window;
}

QString DeliveryScan::select() const
{
    return QStringLiteral("SELECT d.number%1 FROM deliveries d LEFT JOIN events e ON e.number = d.event WHERE ")
        .arg(m_key ? QStringLiteral(", ") + sortColumns(*m_key) : QString());
}

Result<void, LogError> DeliveryScan::run(const Window& window, qsizetype most, ScanPart& part) const
{
    const QString range = QStringLiteral("d.number >= %1 AND d.number <= %2").arg(window.low).arg(window.high);
    QString sql = select() + m_condition.text + QStringLiteral(" AND ") + range;
    QVariantList values = m_condition.values;
    if (window.isIndexed) {
        const QString table = searchSegmentName(window.high / searchSegmentSize);
        QString found = QStringLiteral("SELECT rowid FROM search.%1 WHERE %1 MATCH ? AND rowid BETWEEN %2 AND %3")
                            .arg(table)
                            .arg(window.low)
                            .arg(window.high);
        QVariantList foundValues{m_match};
        if (m_isInText) {
            found += QStringLiteral(" UNION SELECT * FROM (") + foundByResource(range) + u')';
            foundValues << m_match << m_indexedResources;
        }
        sql = select() + QStringLiteral("d.number IN (%1) AND ").arg(found) + m_condition.text;
        values = foundValues + values;
    }
    LogStatement statement(m_database, sql + QStringLiteral(" ORDER BY d.number DESC LIMIT ?"));
    if (auto done = statement.run(values + QVariantList{most}); !done)
        return done;
    while (statement.next()) {
        const qint64 number = statement.value(0).toLongLong();
        if (m_key)
            part.rows.add({sortKeyFrom(statement, 1, *m_key), number});
        else
            part.numbers.append(number);
    }
    return statement.finish();
}

Result<ScanPart, LogError> DeliveryScan::part(const DeliveryQuery& query, qint64 nowUtcMillis, qint64 before,
                                              const Limits& limits)
{
    m_condition = conditionFor(query, nowUtcMillis);
    const SearchTerm term = searchTermOf(query.filter);
    m_match = term.match;
    m_isInText = term.isInText;
    if (!m_match.isEmpty()) {
        if (auto done = lookForIndex(); !done)
            return failure(done.error());
    }
    const auto newest = m_database.number(QStringLiteral("SELECT coalesce(max(number), 0) FROM deliveries"));
    const auto oldest = m_database.number(QStringLiteral("SELECT coalesce(min(number), 1) FROM deliveries"));
    if (!newest || !oldest)
        return failure(newest ? oldest.error() : newest.error());
    ScanPart part;
    part.newest = *newest;
    QElapsedTimer time;
    time.start();
    qint64 size = firstWindow;
    qint64 high = before > 0 ? std::min(before - 1, *newest) : *newest;
    const auto isEnough = [&] { return limits.most > 0 && part.numbers.size() >= limits.most; };
    while (high >= *oldest && !isEnough()) {
        const qint64 begun = time.elapsed();
        const Window window = windowBelow(high, *oldest, size);
        const qsizetype left = limits.most > 0 ? limits.most - part.numbers.size() : -1;
        auto done = run(window, left, part);
        if (!done && window.isIndexed) { // a segment that was dropped a moment ago, or a damaged index
            m_match.clear();
            continue;
        }
        if (!done)
            return failure(done.error());
        high = window.low - 1;
        if (time.elapsed() - begun < quickMillis)
            size = std::min(size * growth, largestWindow);
        if (time.elapsed() >= limits.millis)
            break;
    }
    part.isFinished = high < *oldest && !isEnough();
    part.searchedTo = isEnough() ? part.numbers.constLast() : high + 1;
    return part;
}

Result<ScanPart, LogError> DeliveryScan::sortedPart(const DeliveryQuery& query, const DeliveryOrder& order,
                                                    qint64 nowUtcMillis, qint64 before, const Limits& limits)
{
    m_key = order.key;
    auto found = part(query, nowUtcMillis, before, {limits.millis, 0});
    m_key.reset();
    if (found)
        found->rows.sort(order.isAscending);
    return found;
}

} // namespace kaunt
