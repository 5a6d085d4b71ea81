// SPDX-License-Identifier: MIT
#include "core/storage/retentionsweep.h"

#include "core/storage/clockshifts.h"

#include <utility>

namespace kaunt {

namespace {

constexpr qint64 millisPerDay = qint64{24} * 60 * 60 * 1000;
constexpr qint64 pagesPerStep = 256;
constexpr int rowsLookedAt = 2'000;

/// What a delivery takes besides its headers and its body, about.
QString sizeQuery(const QString& condition)
{
    return QStringLiteral("SELECT d.number, 300 + length(c.headers) + length(c.body) FROM deliveries d"
                          " JOIN contents c ON c.number = d.number WHERE %1 ORDER BY d.number LIMIT 200")
        .arg(condition);
}

/// 1 for a replay or a probe of ours. Their note is the first.
QString sqlIsOurOwn()
{
    return QStringLiteral("CASE WHEN notes LIKE '[\"replay:%' OR notes LIKE '[\"probe:%' THEN 1 ELSE 0 END");
}

} // namespace

RetentionSweep::RetentionSweep(const LogDatabase& database, const RetentionPolicy& policy)
    : m_policy(policy)
    , m_pageCount(database, QStringLiteral("PRAGMA page_count"))
    , m_freePages(database, QStringLiteral("PRAGMA freelist_count"))
    , m_pageSizeQuery(database, QStringLiteral("PRAGMA page_size"))
    , m_selectTimes(database, QStringLiteral("SELECT number, received_at + %1 FROM deliveries WHERE number > ?"
                                             " ORDER BY number LIMIT %2")
                                  .arg(clockShiftSql())
                                  .arg(rowsLookedAt))
    , m_selectExpired(database, QStringLiteral("SELECT number FROM deliveries WHERE number <= ?"
                                               " ORDER BY number LIMIT 200"))
    , m_selectRefused(database, QStringLiteral("SELECT number FROM deliveries WHERE verdict <> 'verified'"
                                               " AND verdict <> 'misdirected' AND number > ? AND %1 = ?"
                                               " ORDER BY number DESC LIMIT -1 OFFSET ?")
                                    .arg(sqlIsOurOwn()))
    // Nothing that was received has no status.
    , m_selectLastSalvaged(database, QStringLiteral("SELECT number FROM deliveries WHERE verdict <> 'verified'"
                                                    " AND verdict = 'no-secret' AND status = 0"
                                                    " AND notes LIKE '%salvaged:content-only%'"
                                                    " ORDER BY number DESC LIMIT 1"))
    // By the index over what is not verified, which has few.
    , m_selectMisdirected(database, QStringLiteral("SELECT number FROM deliveries WHERE verdict <> 'verified'"
                                                   " AND verdict = 'misdirected' ORDER BY number DESC"
                                                   " LIMIT -1 OFFSET ?"))
    , m_selectRefusedBySize(database, sizeQuery(QStringLiteral("d.verdict <> 'verified'")))
    // The newest stays: it would be gone as soon as it is stored.
    , m_selectBySize(database, sizeQuery(QStringLiteral("d.number < (SELECT max(number) FROM deliveries)")))
    , m_selectDelivery(database, QStringLiteral("SELECT event, verdict FROM deliveries WHERE number = ?"))
    , m_deleteDelivery(database, QStringLiteral("DELETE FROM deliveries WHERE number = ?"))
    , m_deleteContent(database, QStringLiteral("DELETE FROM contents WHERE number = ?"))
    , m_deleteEvent(database, QStringLiteral("DELETE FROM events WHERE number = ? AND last_delivery = ?"))
    , m_deleteResources(database, QStringLiteral("DELETE FROM resources WHERE subject = ?"))
    , m_deleteAnnotation(database, QStringLiteral("DELETE FROM annotations WHERE subject = ?"))
    , m_deleteForwards(database, QStringLiteral("DELETE FROM forwards WHERE delivery = ?"))
    , m_deleteTimings(database, QStringLiteral("DELETE FROM timings WHERE last < coalesce((SELECT min(number)"
                                               " FROM deliveries), 9223372036854775807)"))
    , m_deleteClockShifts(database, QStringLiteral("DELETE FROM clock_shifts WHERE last < coalesce((SELECT min(number)"
                                                   " FROM deliveries), 9223372036854775807)"))
    , m_vacuum(database, QStringLiteral("PRAGMA incremental_vacuum(%1)").arg(pagesPerStep))
{
}

void RetentionSweep::setPolicy(const RetentionPolicy& policy)
{
    m_policy = policy;
    m_shrinking = false;
    m_lookedTo = 0;
    m_expiredTo = 0;
}

bool RetentionSweep::isTooLarge(qint64 bytes) const
{
    return m_policy.maxBytes > 0 && bytes > m_policy.maxBytes;
}

Result<RetentionSweep::Step, LogError> RetentionSweep::step(qint64 nowUtcMillis, LogTotals& totals)
{
    auto step = expired(nowUtcMillis);
    if (!step)
        return step;
    if (step->removed.isEmpty() && !step->more) {
        auto numbers = surplus();
        if (!numbers)
            return failure(numbers.error());
        step->removed = std::move(*numbers);
    }
    if (step->removed.isEmpty())
        return step->more ? step : giveBackPages();
    if (auto done = remove(step->removed, totals); !done)
        return failure(done.error());
    return Step{step->removed, true, true};
}

Result<RetentionSweep::Step, LogError> RetentionSweep::expired(qint64 nowUtcMillis)
{
    if (m_policy.maxAgeDays <= 0)
        return Step{};
    if (m_expiredTo == 0) {
        const auto more = lookFurther(nowUtcMillis);
        if (!more)
            return failure(more.error());
        if (m_expiredTo == 0)
            return Step{{}, false, *more};
    }
    if (auto done = m_selectExpired.run({m_expiredTo}); !done)
        return failure(done.error());
    Step step;
    while (m_selectExpired.next())
        step.removed.append(m_selectExpired.value(0).toLongLong());
    if (auto done = m_selectExpired.finish(); !done)
        return failure(done.error());
    if (step.removed.isEmpty() || step.removed.constLast() == m_expiredTo)
        m_expiredTo = 0;
    step.more = true;
    return step;
}

/// Arrival is what counts, by the clock as it was set afterwards where that was seen (ClockShift). What arrived after
/// one that is kept is younger than that, whatever a clock that had jumped back made of it; a time that is still to
/// come tells nothing, and goes with what came after it. Whether there is more to be looked at.
Result<bool, LogError> RetentionSweep::lookFurther(qint64 nowUtcMillis)
{
    const qint64 oldestKept = nowUtcMillis - m_policy.maxAgeDays * millisPerDay;
    if (auto done = m_selectTimes.run({m_lookedTo}); !done)
        return failure(done.error());
    int rows = 0;
    bool isReached = false; // one that is kept
    for (; !isReached && m_selectTimes.next(); ++rows) {
        m_lookedTo = m_selectTimes.value(0).toLongLong();
        const qint64 receivedAt = m_selectTimes.value(1).toLongLong();
        isReached = receivedAt >= oldestKept && receivedAt <= nowUtcMillis;
        if (receivedAt < oldestKept)
            m_expiredTo = m_lookedTo;
    }
    if (auto done = m_selectTimes.finish(); !done)
        return failure(done.error());
    const bool isEnd = isReached || rows < rowsLookedAt;
    if (isEnd)
        m_lookedTo = 0; // the next time from the beginning
    return !isEnd;
}

Result<QList<qint64>, LogError> RetentionSweep::surplus()
{
    const auto pageCount = pages(m_pageCount);
    const auto freePages = pages(m_freePages);
    const auto fileBytes = bytes();
    if (!pageCount || !freePages || !fileBytes)
        return failure(!pageCount ? pageCount.error() : !freePages ? freePages.error() : fileBytes.error());
    const qint64 used = *fileBytes - *freePages * m_pageSize;
    m_shrinking = m_shrinking || isTooLarge(used);
    // A tenth of air, so that a full log is not swept after every commit.
    const qint64 excess = used - m_policy.maxBytes / 10 * 9;
    if (!m_shrinking || excess <= 0) {
        m_shrinking = false;
        return QList<qint64>{};
    }
    auto numbers = oldest(m_selectRefusedBySize, excess);
    if (numbers && numbers->isEmpty())
        numbers = oldest(m_selectBySize, excess);
    return numbers;
}

Result<QList<qint64>, LogError> RetentionSweep::oldest(LogStatement& statement, qint64 bytes)
{
    if (auto done = statement.run(); !done)
        return failure(done.error());
    QList<qint64> numbers;
    for (qint64 sum = 0; sum < bytes && statement.next(); sum += statement.value(1).toLongLong())
        numbers.append(statement.value(0).toLongLong());
    if (auto done = statement.finish(); !done)
        return failure(done.error());
    return numbers;
}

Result<QList<qint64>, LogError> RetentionSweep::boundRefused(qint64 maxRefused, LogTotals& totals)
{
    if (totals.refused <= maxRefused)
        return QList<qint64>{};
    const auto salvaged = lastSalvaged();
    if (!salvaged)
        return failure(salvaged.error());
    // Counted apart: ours push nothing out that came from elsewhere, and are not pushed out by it.
    auto removed = removeFound(m_selectRefused, {*salvaged, 0, maxRefused}, totals);
    if (!removed)
        return removed;
    const auto ours = removeFound(m_selectRefused, {*salvaged, 1, maxRefused}, totals);
    if (!ours)
        return failure(ours.error());
    return *removed + *ours;
}

/// None is added while a log is open.
Result<qint64, LogError> RetentionSweep::lastSalvaged()
{
    if (!m_lastSalvaged) {
        if (auto done = m_selectLastSalvaged.run(); !done)
            return failure(done.error());
        const qint64 found = m_selectLastSalvaged.next() ? m_selectLastSalvaged.value(0).toLongLong() : 0;
        if (auto done = m_selectLastSalvaged.finish(); !done)
            return failure(done.error());
        m_lastSalvaged = found;
    }
    return *m_lastSalvaged;
}

Result<QList<qint64>, LogError> RetentionSweep::boundMisdirected(qint64 most, LogTotals& totals)
{
    return removeFound(m_selectMisdirected, {most}, totals);
}

Result<QList<qint64>, LogError> RetentionSweep::removeFound(LogStatement& statement, const QVariantList& values,
                                                            LogTotals& totals)
{
    auto numbers = statement.numbers(values);
    if (!numbers)
        return numbers;
    if (auto done = remove(*numbers, totals); !done)
        return failure(done.error());
    return numbers;
}

Result<void, LogError> RetentionSweep::remove(const QList<qint64>& numbers, LogTotals& totals)
{
    for (const qint64 number : numbers) {
        if (auto done = remove(number, totals); !done)
            return done;
    }
    if (auto done = m_deleteTimings.run(); !done)
        return done;
    return m_deleteClockShifts.run();
}

Result<void, LogError> RetentionSweep::remove(qint64 number, LogTotals& totals)
{
    if (auto done = m_selectDelivery.run({number}); !done)
        return done;
    const bool isThere = m_selectDelivery.next();
    const qint64 event = isThere ? m_selectDelivery.value(0).toLongLong() : 0;
    const QString verdict = isThere ? m_selectDelivery.value(1).toString() : QString();
    if (auto done = m_selectDelivery.finish(); !done || !isThere)
        return done;
    for (LogStatement* statement : {&m_deleteDelivery, &m_deleteContent, &m_deleteForwards}) {
        if (auto done = statement->run({number}); !done)
            return done;
    }
    const bool isDelivery = verdict != verdictCode(Verdict::Misdirected);
    if (isDelivery)
        --totals.deliveries;
    if (isDelivery && verdict != verdictCode(Verdict::Verified))
        --totals.refused;
    if (event != 0) {
        // Deliveries of an event go first to last, so with its last one none is left.
        if (auto done = m_deleteEvent.run({event, number}); !done)
            return done;
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

Result<RetentionSweep::Step, LogError> RetentionSweep::giveBackPages()
{
    const auto before = pages(m_freePages);
    if (!before)
        return failure(before.error());
    qint64 left = *before;
    // SQLite may give back a single page for each run of the pragma.
    while (left > 0 && *before - left < pagesPerStep) {
        if (auto done = m_vacuum.run(); !done)
            return failure(done.error());
        while (m_vacuum.next()) {
        }
        if (auto done = m_vacuum.finish(); !done)
            return failure(done.error());
        const auto now = pages(m_freePages);
        if (!now)
            return failure(now.error());
        if (*now >= left)
            break;
        left = *now;
    }
    return Step{{}, left<*before, left> 0 && left < *before};
}

Result<qint64, LogError> RetentionSweep::bytes()
{
    if (m_pageSize == 0) {
        auto size = pages(m_pageSizeQuery);
        if (!size)
            return size;
        m_pageSize = *size;
    }
    auto count = pages(m_pageCount);
    if (!count)
        return count;
    return *count * m_pageSize;
}

Result<qint64, LogError> RetentionSweep::pages(LogStatement& statement)
{
    if (auto done = statement.run(); !done)
        return failure(done.error());
    const qint64 answer = statement.next() ? statement.value(0).toLongLong() : 0;
    if (auto done = statement.finish(); !done)
        return failure(done.error());
    return answer;
}

} // namespace kaunt
