// SPDX-License-Identifier: MIT
#include "core/storage/logqueries.h"

#include "core/sha256.h"
#include "core/storage/deliverycodec.h"
#include "core/storage/deliveryhistory.h"
#include "core/storage/deliveryscan.h"
#include "core/storage/filtersql.h"
#include "core/storage/forwardrecords.h"
#include "core/storage/jump.h"
#include "core/storage/logplace.h"
#include "core/storage/logstatement.h"
#include "core/storage/readablelog.h"
#include "core/storage/refusalseries.h"
#include "core/storage/relateddeliveries.h"
#include "core/storage/resourcerow.h"
#include "core/storage/rowplacement.h"
#include "core/storage/seenvalues.h"
#include "core/storage/summaryrow.h"
#include "core/webhook/bodycontent.h"
#include "core/webhook/payloadvalues.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace kaunt {

namespace {

/// All deliveries of an event, or the one that has none; for the subject twice.
QString ofSubject()
{
    return QStringLiteral("d.number IN (SELECT number FROM deliveries WHERE number = ?"
                          " UNION ALL SELECT number FROM deliveries WHERE event = ? AND attempt > 1)");
}

} // namespace

struct LogQueries::Private {
    Private(std::unique_ptr<LogDatabase> opened, const QString& directory, const Clock& logClock);

    [[nodiscard]] LogError notFound(qint64 number) const;
    [[nodiscard]] Result<DeliverySummary, LogError> summaryOf(qint64 number);
    /// The event of a delivery, or the delivery itself where it has none.
    [[nodiscard]] Result<qint64, LogError> subjectOf(qint64 number);

    std::unique_ptr<LogDatabase> database;
    const Clock& clock;
    LogStatement summary;
    LogStatement content;
    LogStatement subject;
    LogStatement attempts;
    LogStatement resources;
    LogStatement totals;
    DeliveryScan scan;
};

LogQueries::Private::Private(std::unique_ptr<LogDatabase> opened, const QString& directory, const Clock& logClock)
    : database(std::move(opened))
    , clock(logClock)
    , summary(*database, selectSummaries() + QStringLiteral("WHERE d.number = ?"))
    , content(*database, selectContent())
    , subject(*database, QStringLiteral("SELECT coalesce(event, number) FROM deliveries WHERE number = ?"))
    , attempts(*database, selectSummaries() + QStringLiteral("WHERE %1 ORDER BY d.number").arg(ofSubject()))
    , resources(*database, selectResources() + QStringLiteral("WHERE subject = ? ORDER BY id DESC"))
    , totals(*database,
             QStringLiteral("SELECT t.events, t.deliveries, t.refused, c.page_count * s.page_size, t.last_received_at"
                            " FROM totals t, pragma_page_count c, pragma_page_size s WHERE t.id = 1"))
    , scan(*database, directory)
{
}

LogError LogQueries::Private::notFound(qint64 number) const
{
    return {LogError::Code::NotFound, database->path(), {}, QString::number(number)};
}

Result<DeliverySummary, LogError> LogQueries::Private::summaryOf(qint64 number)
{
    const auto found = summariesOf(summary, {number});
    if (!found)
        return failure(found.error());
    if (found->isEmpty())
        return failure(notFound(number));
    return found->first();
}

Result<qint64, LogError> LogQueries::Private::subjectOf(qint64 number)
{
    auto found = subject.number({number});
    if (found && *found == 0)
        return failure(notFound(number));
    return found;
}

LogQueries::LogQueries(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{
}

LogQueries::~LogQueries() = default;

const LogDatabase& LogQueries::connection() const
{
    return *d->database;
}

Result<std::unique_ptr<LogQueries>, LogError> LogQueries::open(const QString& directory, const Clock& clock,
                                                               LogDatabase::DamageHandler onDamage)
{
    return openWith(LogDatabase::Access::ReadOnly, directory, clock, std::move(onDamage));
}

Result<std::unique_ptr<LogQueries>, LogError> LogQueries::openDamaged(const QString& directory, const Clock& clock)
{
    return openWith(LogDatabase::Access::Salvage, directory, clock, {});
}

Result<std::unique_ptr<LogQueries>, LogError> LogQueries::openWith(LogDatabase::Access access, const QString& directory,
                                                                   const Clock& clock,
                                                                   LogDatabase::DamageHandler onDamage)
{
    auto database = openReadableLog(access, directory, std::move(onDamage));
    if (!database)
        return failure(database.error());
    return std::unique_ptr<LogQueries>(
        new LogQueries(std::make_unique<Private>(std::move(*database), directory, clock)));
}

Result<QList<qint64>, LogError> LogQueries::numbers(const DeliveryQuery& query, qint64 after) const
{
    const SqlCondition condition = conditionFor(query, d->clock.utcMillis());
    LogStatement statement(*d->database,
                           QStringLiteral("SELECT d.number FROM deliveries d LEFT JOIN events e ON e.number = d.event"
                                          " WHERE %1 AND d.number > ? ORDER BY d.number DESC")
                               .arg(condition.text));
    return statement.numbers(condition.values + QVariantList{after});
}

Result<bool, LogError> LogQueries::matches(const DeliveryQuery& query, qint64 number) const
{
    const SqlCondition condition = conditionFor(query, d->clock.utcMillis());
    const QString sql = QStringLiteral("SELECT count(*) FROM deliveries d LEFT JOIN events e ON e.number = d.event"
                                       " WHERE %1 AND d.number = ?")
                            .arg(condition.text);
    return d->database->number(sql, condition.values + QVariantList{number}).map([](qint64 found) {
        return found > 0;
    });
}

Result<QHash<qint64, bool>, LogError> LogQueries::matchesOfEvent(const DeliveryQuery& query, qint64 delivery) const
{
    const auto subject = d->subjectOf(delivery);
    if (!subject)
        return failure(subject.error());
    const SqlCondition condition = conditionFor(query, d->clock.utcMillis());
    LogStatement statement(*d->database, QStringLiteral("SELECT d.number, coalesce(%1, 0) FROM deliveries d"
                                                        " LEFT JOIN events e ON e.number = d.event WHERE %2")
                                             .arg(condition.text, ofSubject()));
    QHash<qint64, bool> matches;
    const QVariantList values = condition.values + QVariantList{*subject, *subject};
    auto done = statement.forEach(values, [&matches](const LogStatement& row) {
        matches.insert(row.value(0).toLongLong(), row.value(1).toBool());
    });
    if (!done)
        return failure(done.error());
    return matches;
}

Result<ScanPart, LogError> LogQueries::scan(const DeliveryQuery& query, qint64 before, int millis) const
{
    return d->scan.part(query, d->clock.utcMillis(), before, {millis, 0});
}

Result<ScanPart, LogError> LogQueries::sortedScan(const DeliveryQuery& query, const DeliveryOrder& order, qint64 before,
                                                  int millis) const
{
    return d->scan.sortedPart(query, order, d->clock.utcMillis(), before, {millis, 0});
}

Result<PlacedRows, LogError> LogQueries::place(const DeliveryQuery& query, const DeliveryOrder& order,
                                               const SortedRows& rows, qint64 after) const
{
    const auto added = numbers(query, after);
    if (!added)
        return failure(added.error());
    return RowPlacement(*d->database, order, rows.storedMicros).place(rows, *added);
}

Result<QList<DeliverySummary>, LogError> LogQueries::page(const DeliveryQuery& query, qint64 before, int limit) const
{
    const auto found = d->scan.part(query, d->clock.utcMillis(), before, {std::numeric_limits<int>::max(), limit});
    if (!found)
        return failure(found.error());
    return summaries(found->numbers);
}

Result<QList<DeliverySummary>, LogError> LogQueries::following(const DeliveryQuery& query, qint64 after,
                                                               int limit) const
{
    const SqlCondition condition = conditionFor(query, d->clock.utcMillis());
    LogStatement statement(
        *d->database,
        selectSummaries() + QStringLiteral("WHERE %1 AND d.number > ? ORDER BY d.number LIMIT ?").arg(condition.text));
    return summariesOf(statement, condition.values + QVariantList{after, limit});
}

Result<QList<DeliverySummary>, LogError> LogQueries::summaries(const QList<qint64>& numbers) const
{
    QList<DeliverySummary> rows;
    for (const qint64 number : numbers) {
        auto found = summariesOf(d->summary, {number});
        if (!found)
            return found;
        rows += *found;
    }
    return rows;
}

Result<DeliveryRecord, LogError> LogQueries::delivery(qint64 number) const
{
    const auto summary = d->summaryOf(number);
    if (!summary)
        return failure(summary.error());
    auto found = d->content.first({number}, [&](const LogStatement& row) { return recordFrom(row, *summary); });
    if (!found)
        return failure(found.error());
    if (!*found)
        return failure(d->notFound(number));
    DeliveryRecord record = **std::move(found);
    // A disk may change what SQLite, which keeps no sums of it, gives out as if nothing were wrong.
    if (!record.isBodyCut() && sha256(record.body).toHex() != record.summary.bodySha256)
        record.summary.notes.append(QStringLiteral("changed-in-log"));
    return record;
}

Result<QHash<qint64, QStringList>, LogError> LogQueries::payloadValues(const QList<qint64>& numbers,
                                                                       const QStringList& paths) const
{
    QHash<qint64, QStringList> values;
    for (const qint64 number : paths.isEmpty() ? QList<qint64>() : numbers) {
        auto done = d->content.forEach({number}, [&](const LogStatement& row) {
            const HeaderList headers = decodeHeaders(row.value(2).toByteArray());
            const BodyContent body = readShownContent(row.value(3).toByteArray(), headers);
            values.insert(number, kaunt::payloadValues(body.bytes, paths));
        });
        if (!done)
            return failure(done.error());
    }
    return values;
}

Result<QList<DeliverySummary>, LogError> LogQueries::attempts(qint64 number) const
{
    const auto subject = d->subjectOf(number);
    if (!subject)
        return failure(subject.error());
    return summariesOf(d->attempts, {*subject, *subject});
}

Result<QList<DeliverySummary>, LogError> LogQueries::history(qint64 number) const
{
    const auto shown = delivery(number);
    if (!shown)
        return failure(shown.error());
    return deliveryHistory(*d->database, *shown);
}

Result<QList<ResourceRecord>, LogError> LogQueries::resources(qint64 number) const
{
    const auto subject = d->subjectOf(number);
    if (!subject)
        return failure(subject.error());
    return d->resources.rows({*subject}, resourceFrom);
}

Result<QList<ForwardRecord>, LogError> LogQueries::forwards(qint64 number) const
{
    return forwardRecords(*d->database, number);
}

Result<std::optional<OpenForward>, LogError> LogQueries::openForward(qint64 number, const QString& target) const
{
    return kaunt::openForward(*d->database, number, target);
}

Result<std::optional<ForwardRecord>, LogError> LogQueries::replayAnswer(qint64 number, const QString& target) const
{
    return kaunt::replayAnswer(*d->database, number, target);
}

bool LogQueries::isForwarded(qint64 number, const QString& target) const
{
    const auto records = forwards(number);
    return records && std::any_of(records->cbegin(), records->cend(),
                                  [&target](const ForwardRecord& one) { return one.target == target; });
}

Result<std::optional<qint64>, LogError> LogQueries::forwardPosition(const QString& target) const
{
    return forwardPositions().map([&target](const QHash<QString, qint64>& positions) {
        return positions.contains(target) ? std::optional(positions.value(target)) : std::nullopt;
    });
}

Result<QHash<QString, qint64>, LogError> LogQueries::forwardPositions() const
{
    return kaunt::forwardPositions(*d->database);
}

Result<qint64, LogError> LogQueries::newest() const
{
    return d->database->number(QStringLiteral("SELECT coalesce(max(number), 0) FROM deliveries"));
}

Result<qint64, LogError> LogQueries::oldest() const
{
    return d->database->number(QStringLiteral("SELECT coalesce((SELECT number FROM deliveries"
                                              " WHERE coalesce(event, number) NOT IN (SELECT subject FROM annotations)"
                                              " ORDER BY number LIMIT 1), (SELECT min(number) FROM deliveries), 0)"));
}

Result<qint64, LogError> LogQueries::count(qint64 after, qint64 number) const
{
    return d->database->number(QStringLiteral("SELECT count(*) FROM deliveries WHERE number > ? AND number <= ?"),
                               {after, number});
}

Result<QList<DeliverySummary>, LogError> LogQueries::comparable(qint64 number, int limit) const
{
    const auto found = d->summaryOf(number);
    if (!found)
        return failure(found.error());
    const auto subject = d->subjectOf(number);
    if (!subject)
        return failure(subject.error());
    return comparableDeliveries(*d->database, *found, *subject, limit);
}

Result<RequestChain, LogError> LogQueries::chain(qint64 number) const
{
    const auto found = d->summaryOf(number);
    if (!found)
        return failure(found.error());
    const auto subject = d->subjectOf(number);
    if (!subject)
        return failure(subject.error());
    return chainedDeliveries(*d->database, *found, *subject);
}

Result<RefusalSeries, LogError> LogQueries::refusalSeries(qint64 number) const
{
    const auto found = d->summaryOf(number);
    return found ? kaunt::refusalSeries(*d->database, *found) : failure(found.error());
}

Result<JumpPart, LogError> LogQueries::nearest(const DeliveryQuery& query, const Jump& jump, qint64 from,
                                               int millis) const
{
    const auto subject =
        jump.target == Jump::Target::SameEvent ? d->subjectOf(jump.delivery) : Result<qint64, LogError>(0);
    if (!subject)
        return failure(subject.error());
    return d->scan.nearest(query, jump, {*subject, d->clock.utcMillis(), from, millis});
}

Result<SeenValues, LogError> LogQueries::seenValues(FilterExpression::Field field, const QString& part,
                                                    qint64 before) const
{
    return kaunt::seenValues(*d->database, field, part, before);
}

Result<LogPlace, LogError> LogQueries::placeOf(qint64 number) const
{
    return kaunt::placeOf(*d->database, number);
}

Result<bool, LogError> LogQueries::isPlaceOf(const LogPlace& place) const
{
    return kaunt::isPlaceOf(*d->database, place);
}

Result<LogStatistics, LogError> LogQueries::statistics() const
{
    const auto found = d->totals.first({}, [](const LogStatement& row) {
        return LogStatistics{row.value(0).toLongLong(), row.value(1).toLongLong(), row.value(2).toLongLong(),
                             row.value(3).toLongLong(), row.value(4).toLongLong()};
    });
    return found.map([](const auto& statistics) { return statistics.value_or(LogStatistics()); });
}

} // namespace kaunt
