// SPDX-License-Identifier: MIT
#include "core/storage/deliveryscan.h"

#include "core/storage/deliverycodec.h"
#include "core/storage/searchindex.h"
#include "core/storage/searchterm.h"

#include <QFile>

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

constexpr qint64 smallestWindow = 1'024; // also the first one
constexpr qint64 largestWindow = searchSegmentSize;
constexpr qint64 windowNanos = 10'000'000; ///< what a window is meant to take
/// With the index most of the time goes to find the first one, so that a smaller window takes as long.
constexpr qint64 smallestIndexed = 16'384;
constexpr qint64 growth = 4;
/// So much of what there is may the index find; what is more is read faster without it.
constexpr qint64 usefulShare = 3;
constexpr qint64 sampleSize = 1'024;
constexpr qint64 smallestSample = 256;

/// Of the window that follows one of `size` numbers, of which `searched` were looked at.
qint64 nextSize(qint64 size, qint64 searched, qint64 nanos, bool isIndexed)
{
    const qint64 fitting = searched * windowNanos * (isIndexed ? 2 : 1) / std::max<qint64>(1, nanos);
    return std::clamp(fitting, smallestWindow, std::min(std::max(size, searched * growth), largestWindow));
}

DeliveryQuery narrowed(DeliveryQuery query, const Jump& jump)
{
    // As a term of the filter, so that the search index is of use.
    if (jump.target == Jump::Target::Failed)
        query.filter.terms.append({FilterExpression::Field::Type, false, {{{}, QStringLiteral("Failed")}}});
    if (jump.target == Jump::Target::SameEvent)
        query.foldRepeats = false;
    return query;
}

SqlCondition restrictionFor(const Jump& jump, qint64 subject)
{
    switch (jump.target) {
    case Jump::Target::Refused:
        return {isRefusedSql, {}};
    case Jump::Target::SameEvent:
        return {QStringLiteral("d.number IN (SELECT s.number FROM deliveries s WHERE s.number = ?"
                               " UNION ALL SELECT s.number FROM deliveries s WHERE s.event = ? AND s.attempt > 1)"),
                {subject, subject}};
    case Jump::Target::Failed:
        break;
    }
    return {QStringLiteral("TRUE"), {}};
}

/// The deliveries of a window that a resource makes a match of.
QString foundByResource(const QString& window)
{
    return QStringLiteral("SELECT d.number FROM temp.found_subjects s CROSS JOIN deliveries d ON d.number = s.subject"
                          " WHERE %1"
                          " UNION SELECT d.number FROM temp.found_subjects s CROSS JOIN deliveries d"
                          " ON d.event = s.subject AND d.attempt > 1 WHERE %1")
        .arg(window);
}

/// Those of a window that have a note: the index knows nothing of it, and there are few.
QString foundByNote(const QString& window)
{
    return QStringLiteral("SELECT d.number FROM annotations n CROSS JOIN deliveries d ON d.number = n.subject"
                          " WHERE n.note <> '' AND %1"
                          " UNION SELECT d.number FROM annotations n CROSS JOIN deliveries d ON d.event = n.subject"
                          " AND d.attempt > 1 WHERE n.note <> '' AND %1")
        .arg(window);
}

/// Those of a window that were refused or misdirected, of which the index knows nothing either.
QString notVerified(const QString& window)
{
    return QStringLiteral("SELECT d.number FROM deliveries d INDEXED BY deliveries_refused"
                          " WHERE d.verdict <> 'verified' AND %1")
        .arg(window);
}

} // namespace

DeliveryScan::DeliveryScan(const LogDatabase& database, const QString& directory)
    : m_database(database)
    , m_indexPath(SearchIndex::pathIn(directory))
    , m_nextBelow(database, QStringLiteral("SELECT coalesce(max(number), 0) FROM deliveries WHERE number <= ?"))
    , m_nextAbove(database, QStringLiteral("SELECT coalesce(min(number), 0) FROM deliveries WHERE number >= ?"))
{
}

void DeliveryScan::lookForIndex()
{
    m_indexedTo = 0;
    if (!m_isAttached) {
        if (!QFile::exists(m_indexPath))
            return;
        LogStatement attach(m_database, QStringLiteral("ATTACH ? AS search"));
        if (!attach.run({m_indexPath}))
            return; // half made, or none of ours: the log is searched without
        m_isAttached = true;
    }
    if (m_database.number(searchIndexFits(QStringLiteral("search"), QStringLiteral("main"))).value_or(0) == 0) {
        // Of another log. When that is found out by who fills it, another file stands there.
        m_isAttached = !m_database.execute(QStringLiteral("DETACH search"));
        return;
    }
    LogStatement progress(m_database, QStringLiteral("SELECT number, resource FROM search.progress"));
    (void)progress.forEach({}, [this](const LogStatement& row) {
        m_indexedTo = row.value(0).toLongLong();
        m_indexedResources = row.value(1).toLongLong();
    });
}

Result<void, LogError> DeliveryScan::findSubjects()
{
    LogStatement all(m_database, QStringLiteral("SELECT first FROM search.resource_segments ORDER BY first"));
    const auto segments = all.numbers({});
    if (!segments)
        return failure(segments.error());
    for (const char* sql : {"CREATE TEMP TABLE IF NOT EXISTS found_subjects (subject INTEGER PRIMARY KEY)",
                            "DELETE FROM temp.found_subjects"}) {
        if (auto done = m_database.execute(QLatin1String(sql)); !done)
            return done;
    }
    const QString insert = QStringLiteral("INSERT OR IGNORE INTO temp.found_subjects SELECT x.subject FROM ");
    for (const qint64 segment : *segments) {
        LogStatement found(m_database, insert + QStringLiteral("search.%1 t CROSS JOIN resources x ON x.id = t.rowid"
                                                               " WHERE %1 MATCH ?")
                                                    .arg(searchResourcesName(segment)));
        if (auto done = found.run({m_match}); !done)
            return done;
    }
    LogStatement later(m_database, insert + QStringLiteral("resources x WHERE x.id > ?"));
    return later.run({m_indexedResources});
}

Result<qint64, LogError> DeliveryScan::numberFrom(qint64 number, bool isUpwards)
{
    return (isUpwards ? m_nextAbove : m_nextBelow).number({number});
}

DeliveryScan::Window DeliveryScan::windowBelow(qint64 high, qint64 oldest, qint64 size) const
{
    const bool isIndexed = !m_match.isEmpty() && high <= m_indexedTo;
    const qint64 wanted = isIndexed ? std::max(size, smallestIndexed) : size;
    Window window{std::max(oldest, high - wanted + 1), high, isIndexed};
    if (window.isIndexed)
        window.low = std::max(window.low, high / searchSegmentSize * searchSegmentSize);
    else if (!m_match.isEmpty() && m_indexedTo > 0)
        window.low = std::max(window.low, std::min(high, m_indexedTo + 1));
    return window;
}

DeliveryScan::Window DeliveryScan::windowAbove(qint64 low, qint64 newest, qint64 size) const
{
    Window window{low, std::min(newest, low + size - 1), !m_match.isEmpty() && low <= m_indexedTo, true};
    if (window.isIndexed) {
        const qint64 segmentEnd = (low / searchSegmentSize + 1) * searchSegmentSize - 1;
        window.high = std::min({window.high, segmentEnd, m_indexedTo});
    }
    return window;
}

QString DeliveryScan::select() const
{
    return QStringLiteral("SELECT d.number%1 FROM deliveries d LEFT JOIN events e ON e.number = d.event WHERE ")
        .arg(m_order ? QStringLiteral(", ") + sortColumns(m_order->key) : QString());
}

void DeliveryScan::prepareIndex(qint64 high)
{
    if (m_match.isEmpty() || high > m_indexedTo)
        return;
    if (!m_isSampled)
        dropUselessIndex(high);
    if (m_match.isEmpty() || !m_isInText || std::exchange(m_hasSubjects, true))
        return;
    if (!findSubjects())
        m_match.clear(); // as in part()
}

/// Looks at the newest deliveries that the index covers: in a log they tell much of the others.
void DeliveryScan::dropUselessIndex(qint64 high)
{
    const qint64 low = std::max(high / searchSegmentSize * searchSegmentSize, high - sampleSize + 1);
    if (high - low + 1 < smallestSample)
        return;
    m_isSampled = true;
    const QString table = searchSegmentName(high / searchSegmentSize);
    LogStatement sample(m_database,
                        QStringLiteral("SELECT count(*) FROM search.%1 WHERE %1 MATCH ? AND rowid BETWEEN %2 AND %3")
                            .arg(table)
                            .arg(low)
                            .arg(high));
    if (sample.number({m_match}).value_or(0) * usefulShare > high - low + 1)
        m_match.clear();
}

SqlCondition DeliveryScan::questionFor(const Window& window) const
{
    const QString range = QStringLiteral("d.number >= %1 AND d.number <= %2").arg(window.low).arg(window.high);
    if (!window.isIndexed)
        return {select() + m_condition.text + QStringLiteral(" AND ") + range, m_condition.values};
    const QString table = searchSegmentName(window.high / searchSegmentSize);
    QString found = QStringLiteral("SELECT rowid FROM search.%1 WHERE %1 MATCH ? AND rowid BETWEEN %2 AND %3")
                        .arg(table)
                        .arg(window.low)
                        .arg(window.high);
    found += QStringLiteral(" UNION SELECT * FROM (%1)").arg(notVerified(range));
    const QVariantList values{m_match};
    if (m_isInText) {
        found += QStringLiteral(" UNION SELECT * FROM (%1) UNION SELECT * FROM (%2)")
                     .arg(foundByResource(range), foundByNote(range));
    }
    return {select() + QStringLiteral("d.number IN (%1) AND ").arg(found) + m_condition.text,
            values + m_condition.values};
}

Result<qint64, LogError> DeliveryScan::run(const Window& window, const Limits& limits, ScanPart& part) const
{
    const qsizetype left = limits.most > 0 ? limits.most - part.numbers.size() : -1;
    const SqlCondition question = questionFor(window);
    const QString direction = window.isUpwards ? QStringLiteral("ASC") : QStringLiteral("DESC");
    LogStatement statement(m_database, question.text + QStringLiteral(" ORDER BY d.number %1 LIMIT ?").arg(direction));
    qint64 low = window.low;
    qint64 count = 0;
    const auto take = [&](const LogStatement& row) {
        const qint64 number = row.value(0).toLongLong();
        if (m_order)
            part.rows.add({sortKeyFrom(row, 1, *m_order), number});
        else
            part.numbers.append(number);
        const bool isOverdue = ++count % smallestWindow == 0 && m_time.elapsed() >= limits.millis;
        if (isOverdue)
            low = number;
        return !isOverdue;
    };
    return statement.forEach(question.values + QVariantList{left}, take).map([&low] { return low; });
}

Result<DeliveryScan::Numbers, LogError> DeliveryScan::prepare(const DeliveryQuery& query, qint64 nowUtcMillis)
{
    m_time.start();
    m_condition = conditionFor(query, nowUtcMillis);
    const SearchTerm term = searchTermOf(query.filter);
    m_match = term.match;
    m_isInText = term.isInText;
    m_isSampled = false;
    m_hasSubjects = false;
    if (!m_match.isEmpty())
        lookForIndex();
    const auto newest = m_database.number(QStringLiteral("SELECT coalesce(max(number), 0) FROM deliveries"));
    const auto oldest = m_database.number(QStringLiteral("SELECT coalesce(min(number), 1) FROM deliveries"));
    if (!newest || !oldest)
        return failure(newest ? oldest.error() : newest.error());
    return Numbers{*oldest, *newest};
}

Result<ScanPart, LogError> DeliveryScan::part(const DeliveryQuery& query, qint64 nowUtcMillis, qint64 before,
                                              const Limits& limits)
{
    const auto all = prepare(query, nowUtcMillis);
    if (!all)
        return failure(all.error());
    ScanPart part;
    part.newest = all->newest;
    if (before == 0 || m_size == 0)
        m_size = smallestWindow; // else a further part of what was asked before, most likely
    const auto first = numberFrom(before > 0 ? before - 1 : all->newest, false);
    if (!first)
        return failure(first.error());
    qint64 high = *first;
    const auto isEnough = [&] { return limits.most > 0 && part.numbers.size() >= limits.most; };
    while (high >= all->oldest && !isEnough()) {
        prepareIndex(high);
        const qint64 begun = m_time.nsecsElapsed();
        const Window window = windowBelow(high, all->oldest, m_size);
        const auto low = run(window, limits, part);
        if (!low && window.isIndexed) { // a segment that was dropped a moment ago, or a damaged index
            m_match.clear();
            continue;
        }
        if (!low)
            return failure(low.error());
        m_size = nextSize(m_size, high - *low + 1, m_time.nsecsElapsed() - begun, window.isIndexed);
        const auto below = numberFrom(*low - 1, false);
        if (!below)
            return failure(below.error());
        high = std::max(*below, all->oldest - 1);
        if (m_time.elapsed() >= limits.millis)
            break;
    }
    part.isFinished = high < all->oldest && !isEnough();
    part.searchedTo = isEnough() ? part.numbers.constLast() : high + 1;
    return part;
}

Result<JumpPart, LogError> DeliveryScan::nearest(const DeliveryQuery& query, const Jump& jump, const JumpStart& start)
{
    const auto all = prepare(narrowed(query, jump), start.nowUtcMillis);
    if (!all)
        return failure(all.error());
    const SqlCondition restriction = restrictionFor(jump, start.subject);
    m_condition.text += QStringLiteral(" AND ") + restriction.text;
    m_condition.values += restriction.values;
    qint64 size = smallestWindow;
    const qint64 from = start.from > 0 ? start.from : all->newest + 1;
    const auto first = numberFrom(jump.isNewer ? from + 1 : from - 1, jump.isNewer);
    if (!first)
        return failure(first.error());
    qint64 next = *first;
    while (next >= all->oldest && next <= all->newest) {
        prepareIndex(next);
        const qint64 begun = m_time.nsecsElapsed();
        const Window window =
            jump.isNewer ? windowAbove(next, all->newest, size) : windowBelow(next, all->oldest, size);
        ScanPart part;
        const auto done = run(window, {start.millis, 1}, part);
        if (!done && window.isIndexed) { // as in part()
            m_match.clear();
            continue;
        }
        if (!done)
            return failure(done.error());
        if (!part.numbers.isEmpty())
            return JumpPart{part.numbers.constFirst(), part.numbers.constFirst(), true};
        size = nextSize(size, window.high - window.low + 1, m_time.nsecsElapsed() - begun, window.isIndexed);
        const auto beyond = numberFrom(jump.isNewer ? window.high + 1 : window.low - 1, jump.isNewer);
        if (!beyond)
            return failure(beyond.error());
        next = *beyond;
        if (m_time.elapsed() >= start.millis)
            return JumpPart{0, jump.isNewer ? next - 1 : next + 1, next < all->oldest || next > all->newest};
    }
    return JumpPart{};
}

Result<ScanPart, LogError> DeliveryScan::sortedPart(const DeliveryQuery& query, const DeliveryOrder& order,
                                                    qint64 nowUtcMillis, qint64 before, const Limits& limits)
{
    m_order = order;
    auto found = part(query, nowUtcMillis, before, {limits.millis, 0});
    m_order.reset();
    if (found)
        found->rows.sort(order.isAscending);
    return found;
}

} // namespace kaunt
