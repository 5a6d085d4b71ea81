// SPDX-License-Identifier: MIT
#include "core/storage/writeconnection.h"

#include "core/storage/deliverycodec.h"
#include "core/storage/logplace.h"
#include "core/storage/migrations.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds shortPatience = 250ms;

bool bringsRefused(const PendingDeliveries& deliveries)
{
    return std::any_of(deliveries.cbegin(), deliveries.cend(),
                       [](const PendingDelivery& pending) { return isRefused(pending.delivery.signature.verdict); });
}

bool hasMisdirected(const PendingDeliveries& deliveries)
{
    return std::any_of(deliveries.cbegin(), deliveries.cend(), [](const PendingDelivery& pending) {
        return pending.delivery.signature.verdict == Verdict::Misdirected;
    });
}

} // namespace

WriteConnection::WriteConnection(std::unique_ptr<LogDatabase> database, const LogOptions& options)
    : m_database(std::move(database))
    , m_maxRefused(options.maxRefused)
    , m_maxMisdirected(options.maxMisdirected)
    , m_recorder(*m_database, options.maxRefusedBodyBytes)
    , m_resources(*m_database)
    , m_annotations(*m_database)
    , m_forwards(*m_database)
    , m_retention(*m_database, options.retention)
{
}

Result<std::unique_ptr<WriteConnection>, LogError> WriteConnection::open(const QString& path, const LogOptions& options,
                                                                         LogRole role)
{
    // Who only adds something is there for that alone; the owner has others to answer meanwhile.
    const auto patience = role == LogRole::Owner ? shortPatience : LogDatabase::usualPatience;
    auto database = LogDatabase::open(path, LogDatabase::Access::Write, patience);
    if (!database)
        return failure(database.error());
    // Only after this is it known to be ours to write to.
    const auto schema = schemaOf(**database);
    if (!schema)
        return failure(schema.error());
    if (role == LogRole::Guest && *schema != currentSchema())
        return failure(LogError{LogError::Code::Failed, path, {}, QStringLiteral("schema %1").arg(*schema)});
    if (auto done = (*database)->makeDurable(); !done)
        return failure(done.error());
    if (auto done = migrate(**database); !done)
        return failure(done.error());
    std::unique_ptr<WriteConnection> connection(new WriteConnection(std::move(*database), options));
    const auto totals = connection->m_recorder.totals();
    if (!totals)
        return failure(totals.error());
    connection->m_totals = *totals;
    connection->measure();
    (void)connection->takeChangedByOthers(); // from here on
    connection->m_database->setPatience(LogDatabase::usualPatience);
    return connection;
}

/// A lock that was waited for in vain is not waited for like that again until it is free: what comes next is answered
/// soon, and a program that ends is not held up by each batch.
Result<void, LogError> WriteConnection::begin(LogTransaction& transaction, std::chrono::milliseconds patience)
{
    m_database->setPatience(m_isLocked ? std::min(patience, shortPatience) : patience);
    auto begun = transaction.begin();
    m_database->setPatience(LogDatabase::usualPatience);
    const bool isBusy = !begun && begun.error().code == LogError::Code::Busy;
    m_isLocked = isBusy && (m_isLocked || patience == LogDatabase::usualPatience);
    return begun;
}

template <typename Write>
auto WriteConnection::inTransaction(Write write, std::chrono::milliseconds patience) -> decltype(write())
{
    LogTransaction transaction(*m_database);
    if (auto begun = begin(transaction, patience); !begun)
        return failure(begun.error());
    auto written = write();
    if (!written)
        return written;
    if (auto committed = transaction.commit(); !committed)
        return failure(committed.error());
    if (m_database->isReplaced())
        return failure(LogError{LogError::Code::Replaced, m_database->path(), {}, {}, -1});
    return written;
}

/// https://www.sqlite.org/pragma.html#pragma_data_version: what is committed here leaves it as it is.
bool WriteConnection::takeChangedByOthers()
{
    m_database->setPatience(0ms);
    const qint64 version = m_database->number(QStringLiteral("PRAGMA data_version")).value_or(m_dataVersion);
    m_database->setPatience(LogDatabase::usualPatience);
    if (std::exchange(m_dataVersion, version) == version)
        return false;
    m_recorder.forgetEvents(); // which are known with their latest resource
    return true;
}

Result<void, LogError> WriteConnection::tryCommit()
{
    return inTransaction([&] { return m_recorder.saveTotals(m_totals); }, 0ms);
}

Result<void, LogError> WriteConnection::writeBack()
{
    return writeBack(shortPatience);
}

Result<void, LogError> WriteConnection::cutFile()
{
    const auto bytes = m_retention.bytes();
    if (!bytes)
        return failure(bytes.error());
    return QFileInfo(m_database->path()).size() > *bytes ? writeBack(0ms) : Result<void, LogError>();
}

Result<void, LogError> WriteConnection::writeBack(std::chrono::milliseconds patience)
{
    // Those who read share its index, in which nothing may be left of a file that has no name any more; but where the
    // database file has none either, what is kept is the write-ahead log.
    const bool isKept = m_database->hasLeftWriteAheadLog();
    m_database->setPatience(patience);
    const auto isBusy = m_database->number(isKept ? QStringLiteral("PRAGMA wal_checkpoint(FULL)")
                                                  : QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"));
    m_database->setPatience(LogDatabase::usualPatience);
    if (!isBusy)
        return failure(isBusy.error());
    if (*isBusy != 0)
        return failure(LogError{LogError::Code::Busy, m_database->path(), {}, {}});
    return {};
}

Result<WriteConnection::Committed, LogError> WriteConnection::commit(const PendingDeliveries& deliveries,
                                                                     const Clock& clock, StoredTimes& times)
{
    Committed committed;
    LogTotals totals = m_totals;
    auto summaries = inTransaction([&]() -> Result<QList<DeliverySummary>, LogError> {
        if (auto done = recordTimes(times); !done)
            return failure(done.error());
        auto recorded = m_recorder.record(deliveries, totals);
        if (!recorded)
            return recorded;
        auto removed = boundStrangers(deliveries, totals);
        if (!removed)
            return failure(removed.error());
        committed.removed = std::move(*removed);
        if (auto saved = m_recorder.saveTotals(totals); !saved)
            return failure(saved.error());
        measure();
        return recorded;
    });
    if (!summaries) {
        m_recorder.forgetRecorded();
        return failure(summaries.error());
    }
    m_totals = totals;
    times = {summaries->constFirst().number, {}};
    const qint64 now = clock.monotonicMicros();
    committed.deliveries = std::move(*summaries);
    committed.tickets.reserve(committed.deliveries.size());
    auto summary = committed.deliveries.begin();
    for (const PendingDelivery& pending : deliveries) {
        summary->storedMicros = now - pending.queuedAtMicros;
        times.micros.append(summary->storedMicros);
        committed.tickets.append(pending.ticket);
        ++summary;
    }
    return committed;
}

Result<QList<qint64>, LogError> WriteConnection::boundStrangers(const PendingDeliveries& deliveries, LogTotals& totals)
{
    QList<qint64> removed;
    const auto keep = [&removed](const Result<QList<qint64>, LogError>& some) {
        if (some)
            removed += *some;
        return some;
    };
    const bool hasRefused = bringsRefused(deliveries);
    const bool isAnyMisdirected = hasMisdirected(deliveries);
    if (hasRefused) {
        if (auto done = keep(m_retention.boundRefused(m_maxRefused, totals)); !done)
            return done;
    }
    if (isAnyMisdirected) {
        if (auto done = keep(m_retention.boundMisdirected(m_maxMisdirected, totals)); !done)
            return done;
    }
    if (hasRefused || isAnyMisdirected) {
        if (auto done = keep(m_retention.boundAnnotated(m_maxRefused, totals)); !done)
            return done;
    }
    return removed;
}

Result<void, LogError> WriteConnection::recordTimes(const StoredTimes& times)
{
    if (times.micros.isEmpty())
        return {};
    return m_recorder.recordStoredMicros(times.first, times.micros);
}

Result<void, LogError> WriteConnection::commit(StoredTimes& times)
{
    auto done = inTransaction([&] { return recordTimes(times); }, shortPatience);
    if (done)
        times.micros.clear();
    return done;
}

// An event is known with its latest resource and with what is said about it.
Result<ResourceRecord, LogError> WriteConnection::commit(const ResourceRecord& resource)
{
    m_recorder.forgetEvents();
    return inTransaction([&] { return m_resources.record(resource); });
}

Result<Annotation, LogError> WriteConnection::commit(const Annotation& annotation)
{
    m_recorder.forgetEvents();
    return inTransaction([&] { return m_annotations.record(annotation); });
}

template <typename Late, typename Record>
Result<void, LogError> WriteConnection::commitEach(const std::vector<Late>& all, Record record)
{
    return inTransaction([&]() -> Result<void, LogError> {
        for (const Late& late : all) {
            if (auto done = record(late); !done)
                return done;
        }
        return {};
    });
}

Result<void, LogError> WriteConnection::commit(const std::vector<LateDiagnosis>& diagnoses)
{
    return commitEach(diagnoses, [this](const LateDiagnosis& late) {
        return m_recorder.recordDiagnosis(late.delivery, late.diagnosis);
    });
}

Result<void, LogError> WriteConnection::commit(const std::vector<ForwardProgress>& forwards)
{
    return commitEach(forwards, [this](const ForwardProgress& progress) { return m_forwards.record(progress); });
}

Result<void, LogError> WriteConnection::commit(const std::vector<LateAnswer>& answers)
{
    return commitEach(answers, [this](const LateAnswer& answer) { return m_recorder.recordAnswer(answer); });
}

Result<void, LogError> WriteConnection::commit(const ClockShifts::Notice& notice)
{
    const auto record = [&]() -> Result<void, LogError> {
        if (notice.shift) {
            if (auto done = recordClockShift(*m_database, *notice.shift); !done)
                return done;
        }
        return notice.basis.boot.isEmpty() ? Result<void, LogError>() : recordClockBasis(*m_database, notice.basis);
    };
    return inTransaction(record, shortPatience);
}

Result<RetentionSweep::Step, LogError> WriteConnection::commitSweepStep(qint64 nowUtcMillis)
{
    LogTransaction transaction(*m_database);
    if (auto begun = begin(transaction, LogDatabase::usualPatience); !begun)
        return failure(begun.error());
    LogTotals totals = m_totals;
    auto step = m_retention.step(nowUtcMillis, totals);
    measure();
    if (!step || !step->changed) // nothing to be committed
        return step;
    if (auto saved = m_recorder.saveTotals(totals); !saved)
        return failure(saved.error());
    if (auto committed = transaction.commit(); !committed)
        return failure(committed.error());
    m_totals = totals;
    if (!step->removed.isEmpty())
        m_recorder.forgetEvents();
    return step;
}

QString WriteConnection::identity() const
{
    return placeOf(*m_database, 0).value_or(LogPlace()).log;
}

std::optional<ClockBasis> WriteConnection::clockBasis() const
{
    return kaunt::clockBasis(*m_database).value_or(std::nullopt);
}

qint64 WriteConnection::oldestReceivedAt() const
{
    const QString oldest = QStringLiteral("SELECT received_at + %1 FROM deliveries ORDER BY number LIMIT 1");
    return m_database->number(oldest.arg(clockShiftSql())).value_or(0);
}

void WriteConnection::measure()
{
    if (const auto bytes = m_retention.bytes(); bytes)
        m_bytes = *bytes;
}

LogStatistics WriteConnection::statistics(qint64 bytesBefore) const
{
    return {m_totals.events, m_totals.deliveries, m_totals.refused, m_bytes.value_or(bytesBefore),
            m_totals.lastReceivedAt};
}

} // namespace kaunt
