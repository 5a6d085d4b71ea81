// SPDX-License-Identifier: MIT
#include "core/storage/refusalseries.h"

#include "core/storage/deliverycodec.h"
#include "core/storage/eventlog.h"
#include "core/storage/logstatement.h"
#include "core/storage/summaryrow.h"

namespace kaunt {

namespace {

constexpr QLatin1String atEndpointNotOwn("endpoint = ? AND NOT is_our_own(notes)");
constexpr int mostRefused = LogOptions{}.maxRefused; ///< that a log keeps, of all endpoints together

bool isExamined(const Diagnosis& diagnosis)
{
    return !diagnosis.detail.value(QStringLiteral("skipped")).toBool() &&
           !diagnosis.detail.value(QStringLiteral("postponed")).toBool();
}

/// The first that verified of those that the condition leaves, in an order; nothing where there is none.
Result<std::optional<RefusalSeries::Moment>, LogError> verifiedAt(const LogDatabase& database, const QString& order,
                                                                  const QString& endpoint, qint64 from, qint64 to)
{
    LogStatement statement(database,
                           QStringLiteral("SELECT number, received_at FROM deliveries WHERE number > ? AND number < ?"
                                          " AND verdict = 'verified' AND %1 ORDER BY number %2 LIMIT 1")
                               .arg(atEndpointNotOwn, order));
    return statement.first({from, to, endpoint}, [](const LogStatement& row) {
        return RefusalSeries::Moment{row.value(0).toLongLong(), row.value(1).toLongLong()};
    });
}

Result<std::optional<DeliveryRecord>, LogError> recordOf(const LogDatabase& database, qint64 number)
{
    LogStatement summary(database, selectSummaries() + QStringLiteral("WHERE d.number = ?"));
    const auto rows = summariesOf(summary, {number});
    if (!rows)
        return failure(rows.error());
    if (rows->isEmpty())
        return std::nullopt;
    LogStatement content(database, selectContent());
    return content.first({number}, [&rows](const LogStatement& row) { return recordFrom(row, rows->constFirst()); });
}

/// Whether the log has as many behind this delivery as it keeps, so that others there may be gone.
Result<bool, LogError> isFullBehind(const LogDatabase& database, qint64 after)
{
    const auto found =
        database.number(QStringLiteral("SELECT count(*) FROM (SELECT 1 FROM deliveries INDEXED BY deliveries_refused"
                                       " WHERE %1 AND number > ? AND NOT is_our_own(notes) LIMIT ?)")
                            .arg(isRefusedSql),
                        {after, mostRefused});
    return found.map([](qint64 refused) { return refused == mostRefused; });
}

/// Goes back from the delivery in question, not behind `after`, as long as the cause is its own.
Result<void, LogError> addRefused(const LogDatabase& database, const DeliverySummary& delivery, qint64 after,
                                  RefusalSeries& series)
{
    LogStatement statement(database, QStringLiteral("SELECT number, received_at, diagnosis FROM deliveries"
                                                    " INDEXED BY deliveries_refused WHERE %1 AND number > ?"
                                                    " AND number <= ? AND %2 ORDER BY number DESC LIMIT ?")
                                         .arg(isRefusedSql, atEndpointNotOwn));
    bool isOver = false;
    auto done =
        statement.forEach({after, delivery.number, delivery.endpoint, mostRefused}, [&](const LogStatement& row) {
            const auto diagnosis = decodeDiagnosis(row.value(2));
            if (!diagnosis || !isExamined(*diagnosis))
                return true;
            isOver = diagnosis->cause != delivery.diagnosis->cause;
            if (!isOver) {
                ++series.refused;
                series.first = {row.value(0).toLongLong(), row.value(1).toLongLong()};
            }
            return !isOver;
        });
    series.hasOther = isOver;
    if (!done || isOver)
        return done;
    return isFullBehind(database, after).map([&series](bool isFull) { series.hasMore = isFull; });
}

/// The last that verified, and how its way here differed from that of the first refused.
Result<void, LogError> addVerified(const LogDatabase& database, qint64 number, RefusalSeries& series)
{
    auto verified = recordOf(database, number);
    if (!verified)
        return failure(verified.error());
    const auto first = recordOf(database, series.first.delivery);
    if (!first)
        return failure(first.error());
    if (*verified && *first)
        series.changes = changedOnTheWay((*verified)->headers, (*first)->headers);
    series.verified = std::move(*verified);
    return {};
}

} // namespace

Result<RefusalSeries, LogError> refusalSeries(const LogDatabase& database, const DeliverySummary& delivery,
                                              qint64 reach)
{
    RefusalSeries series;
    if (!isRefused(delivery.verdict) || !delivery.diagnosis || !isExamined(*delivery.diagnosis))
        return series;
    const qint64 first = delivery.number - reach;
    const qint64 last = delivery.number + reach;
    const auto isCut = database.number(QStringLiteral("SELECT EXISTS (SELECT 1 FROM deliveries WHERE number <= ?)"
                                                      " OR EXISTS (SELECT 1 FROM deliveries WHERE number >= ?)"),
                                       {first, last});
    if (!isCut)
        return failure(isCut.error());
    series.reach = *isCut != 0 ? reach : 0;
    const auto before = verifiedAt(database, QStringLiteral("DESC"), delivery.endpoint, first, delivery.number);
    if (!before)
        return failure(before.error());
    const auto behind = verifiedAt(database, QStringLiteral("ASC"), delivery.endpoint, delivery.number, last);
    if (!behind)
        return failure(behind.error());
    series.verifiedAgain = *behind;
    const qint64 after = *before ? (*before)->delivery : first;
    if (auto done = addRefused(database, delivery, after, series); !done)
        return failure(done.error());
    if (*before && series.refused > 0) {
        if (auto done = addVerified(database, after, series); !done)
            return failure(done.error());
    }
    return series;
}

} // namespace kaunt
