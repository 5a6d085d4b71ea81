// SPDX-License-Identifier: MIT
#include "core/storage/retentionsweep.h"

#include "core/storage/clockshifts.h"
#include "core/storage/deliverycodec.h"

#include <utility>

namespace kaunt {

namespace {

constexpr qint64 millisPerDay = qint64{24} * 60 * 60 * 1000;
constexpr int rowsPerStep = 200;
constexpr qint64 pagesPerStep = 256;
constexpr int rowsLookedAt = 2'000;
constexpr int firstAttemptsKept = 10; ///< of an event: more than its sender makes

/// Of a row of deliveries: that nothing is said about it. What was refused has no event.
constexpr QLatin1String isUnannotatedSql("coalesce(d.event, d.number) NOT IN (SELECT subject FROM annotations)");

/// The newest stays: it would be gone as soon as it is stored.
constexpr QLatin1String isOlderSql("d.number < (SELECT max(number) FROM deliveries)");

/// By the index over what is not verified, which has few.
QString surplusQuery(const QString& condition)
{
    return QStringLiteral("SELECT d.number FROM deliveries d WHERE d.verdict <> 'verified' AND %1"
                          " ORDER BY d.number DESC LIMIT -1 OFFSET ?")
        .arg(condition);
}

/// What the deliveries take about which something is said, with what was fetched for them. There are few of them, so
/// that CROSS JOIN has SQLite begin with those.
QString annotatedBytesQuery()
{
    const QString perDelivery = QStringLiteral("SELECT 300 + length(c.headers) + length(c.body) AS bytes"
                                               " FROM annotations a CROSS JOIN");
    return QStringLiteral("SELECT coalesce(sum(bytes), 0) FROM (%1 contents c ON c.number = a.subject"
                          " UNION ALL %1 deliveries d ON d.event = a.subject AND d.attempt > 1"
                          " JOIN contents c ON c.number = d.number"
                          " UNION ALL SELECT length(r.body) FROM annotations a"
                          " CROSS JOIN resources r ON r.subject = a.subject)")
        .arg(perDelivery);
}

/// What a delivery takes besides its headers and its body, about.
QString sizeQuery(const QString& condition, const QString& index = {})
{
    return QStringLiteral("SELECT d.number, 300 + length(c.headers) + length(c.body) FROM deliveries d %1"
                          " JOIN contents c ON c.number = d.number WHERE %2 ORDER BY d.number LIMIT %3")
        .arg(index, condition)
        .arg(rowsPerStep);
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
                                               " ORDER BY number LIMIT %1")
                                    .arg(rowsPerStep))
    , m_selectRefused(database, surplusQuery(QStringLiteral("d.verdict <> 'misdirected' AND d.number > ? AND %1"
                                                            " AND is_our_own(d.notes) = ?")
                                                 .arg(isUnannotatedSql)))
    , m_countAnnotations(database, QStringLiteral("SELECT count(*) FROM annotations"))
    , m_selectAnnotated(database, surplusQuery(QStringLiteral("d.number > ? AND NOT %1").arg(isUnannotatedSql)))
    // Nothing that was received has no status.
    , m_selectLastSalvaged(database, QStringLiteral("SELECT number FROM deliveries WHERE verdict <> 'verified'"
                                                    " AND verdict = 'no-secret' AND status = 0"
                                                    " AND notes LIKE '%salvaged:content-only%'"
                                                    " ORDER BY number DESC LIMIT 1"))
    , m_selectMisdirected(database,
                          surplusQuery(QStringLiteral("d.verdict = 'misdirected' AND %1").arg(isUnannotatedSql)))
    , m_annotatedBytes(database, annotatedBytesQuery())
    , m_selectRefusedBySize(database, sizeQuery(QStringLiteral("d.verdict <> 'verified' AND %1").arg(isUnannotatedSql)))
    // Beyond what a sender makes of its own; each event keeps its latest. By the index over repeats.
    , m_selectRepeatsBySize(
          database,
          sizeQuery(QStringLiteral("d.attempt > 1 AND d.attempt > %1 AND d.superseded = 1").arg(firstAttemptsKept),
                    QStringLiteral("INDEXED BY deliveries_repeats")))
    , m_selectUnannotatedBySize(database, sizeQuery(QStringLiteral("%1 AND %2").arg(isOlderSql, isUnannotatedSql)))
    , m_selectBySize(database, sizeQuery(QString(isOlderSql)))
    , m_vacuum(database, QStringLiteral("PRAGMA incremental_vacuum(%1)").arg(pagesPerStep))
    , m_removal(database)
{
}

void RetentionSweep::setPolicy(const RetentionPolicy& policy)
{
    m_policy = policy;
    m_shrinking = false;
    m_areRepeatsLeft = true;
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
    if (auto done = m_removal.remove(step->removed, totals); !done)
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
    const auto numbers = m_selectExpired.numbers({m_expiredTo});
    if (!numbers)
        return failure(numbers.error());
    if (numbers->isEmpty() || numbers->constLast() == m_expiredTo)
        m_expiredTo = 0;
    return Step{*numbers, false, true};
}

/// Arrival is what counts, by the clock as it was set afterwards where that was seen (ClockShift). What arrived after
/// one that is kept is younger than that, whatever a clock that had jumped back made of it; a time that is still to
/// come tells nothing, and goes with what came after it. Whether there is more to be looked at.
Result<bool, LogError> RetentionSweep::lookFurther(qint64 nowUtcMillis)
{
    const qint64 oldestKept = nowUtcMillis - m_policy.maxAgeDays * millisPerDay;
    int rows = 0;
    bool isReached = false; // one that is kept
    auto done = m_selectTimes.forEach({m_lookedTo}, [&](const LogStatement& row) {
        ++rows;
        m_lookedTo = row.value(0).toLongLong();
        const qint64 receivedAt = row.value(1).toLongLong();
        isReached = receivedAt >= oldestKept && receivedAt <= nowUtcMillis;
        if (receivedAt < oldestKept)
            m_expiredTo = m_lookedTo;
        return !isReached;
    });
    if (!done)
        return failure(done.error());
    const bool isEnd = isReached || rows < rowsLookedAt;
    if (isEnd)
        m_lookedTo = 0; // the next time from the beginning
    return !isEnd;
}

Result<QList<qint64>, LogError> RetentionSweep::surplus()
{
    const auto freePages = m_freePages.number();
    const auto fileBytes = bytes();
    if (!freePages || !fileBytes)
        return failure(freePages ? fileBytes.error() : freePages.error());
    const qint64 used = *fileBytes - *freePages * m_pageSize;
    m_shrinking = m_shrinking || isTooLarge(used);
    // A tenth of air, so that a full log is not swept after every commit.
    const qint64 excess = used - m_policy.maxBytes / 10 * 9;
    if (!m_shrinking || excess <= 0) {
        m_shrinking = false;
        m_areRepeatsLeft = true; // to be looked for once in a sweep, as each look walks all repeats
        return QList<qint64>{};
    }
    auto numbers = oldest(m_selectRefusedBySize, excess);
    if (numbers && numbers->isEmpty() && m_areRepeatsLeft) {
        numbers = oldest(m_selectRepeatsBySize, excess);
        m_areRepeatsLeft = !numbers || !numbers->isEmpty();
    }
    if (!numbers || !numbers->isEmpty())
        return numbers;
    const auto annotated = m_annotatedBytes.number();
    if (!annotated)
        return failure(annotated.error());
    if (*annotated <= m_policy.maxBytes / 2)
        numbers = oldest(m_selectUnannotatedBySize, excess);
    if (numbers && numbers->isEmpty())
        numbers = oldest(m_selectBySize, excess);
    return numbers;
}

Result<QList<qint64>, LogError> RetentionSweep::oldest(LogStatement& statement, qint64 bytes)
{
    QList<qint64> numbers;
    qint64 sum = 0;
    auto done = statement.forEach({}, [&](const LogStatement& row) {
        numbers.append(row.value(0).toLongLong());
        sum += row.value(1).toLongLong();
        return sum < bytes;
    });
    if (!done)
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

Result<QList<qint64>, LogError> RetentionSweep::boundAnnotated(qint64 most, LogTotals& totals)
{
    const auto all = m_countAnnotations.number();
    if (!all)
        return failure(all.error());
    if (*all <= most)
        return QList<qint64>{};
    const auto salvaged = lastSalvaged();
    if (!salvaged)
        return failure(salvaged.error());
    return removeFound(m_selectAnnotated, {*salvaged, most}, totals);
}

/// None is added while a log is open.
Result<qint64, LogError> RetentionSweep::lastSalvaged()
{
    if (!m_lastSalvaged) {
        auto found = m_selectLastSalvaged.number();
        if (!found)
            return found;
        m_lastSalvaged = *found;
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
    if (!numbers || numbers->isEmpty())
        return numbers;
    if (auto done = m_removal.remove(*numbers, totals); !done)
        return failure(done.error());
    return numbers;
}

Result<RetentionSweep::Step, LogError> RetentionSweep::giveBackPages()
{
    const auto before = m_freePages.number();
    if (!before)
        return failure(before.error());
    qint64 left = *before;
    // SQLite may give back a single page for each run of the pragma.
    while (left > 0 && *before - left < pagesPerStep) {
        if (auto done = m_vacuum.forEach({}, [](const LogStatement&) {}); !done)
            return failure(done.error());
        const auto now = m_freePages.number();
        if (!now)
            return failure(now.error());
        if (*now >= left)
            break;
        left = *now;
    }
    const bool isAnyGiven = left < *before;
    return Step{{}, isAnyGiven, isAnyGiven && left > 0};
}

Result<qint64, LogError> RetentionSweep::bytes()
{
    if (m_pageSize == 0) {
        auto size = m_pageSizeQuery.number();
        if (!size)
            return size;
        m_pageSize = *size;
    }
    auto count = m_pageCount.number();
    if (!count)
        return count;
    return *count * m_pageSize;
}

} // namespace kaunt
