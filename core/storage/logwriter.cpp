// SPDX-License-Identifier: MIT
#include "core/storage/logwriter.h"

#include "core/storage/annotationrecorder.h"
#include "core/storage/forwardrecorder.h"
#include "core/storage/migrations.h"
#include "core/storage/resourcerecorder.h"

#include <QMutexLocker>

#include <algorithm>
#include <chrono>
#include <utility>

namespace kaunt {

namespace {

using namespace std::chrono_literals;

constexpr qsizetype maxBatch = 512;
constexpr auto quietTime = 100ms;
constexpr auto sweepInterval = 60s;

bool hasMisdirected(const std::vector<PendingDelivery>& deliveries)
{
    return std::any_of(deliveries.cbegin(), deliveries.cend(), [](const PendingDelivery& pending) {
        return pending.delivery.signature.verdict == Verdict::Misdirected;
    });
}

} // namespace

LogStatistics SharedStatistics::get() const
{
    const QMutexLocker locker(&m_mutex);
    return m_statistics;
}

void SharedStatistics::set(const LogStatistics& statistics)
{
    const QMutexLocker locker(&m_mutex);
    m_statistics = statistics;
}

struct LogWriter::Connection {
    Connection(std::unique_ptr<LogDatabase> opened, const LogOptions& options)
        : database(std::move(opened))
        , recorder(*database, options.maxRefusedBodyBytes)
        , resources(*database)
        , annotations(*database)
        , forwards(*database)
        , retention(*database, options.retention)
    {
    }

    std::unique_ptr<LogDatabase> database;
    DeliveryRecorder recorder;
    ResourceRecorder resources;
    AnnotationRecorder annotations;
    ForwardRecorder forwards;
    RetentionSweep retention;
};

LogWriter::LogWriter(EventLog& log, WriteQueue& queue, SharedStatistics& statistics, const LogOptions& options,
                     const LogFolder& folder, const Clock& clock, Role role)
    : m_log(log)
    , m_queue(queue)
    , m_statistics(statistics)
    , m_options(options)
    , m_clock(clock)
    , m_folder(folder)
    , m_role(role)
    , m_path(folder.databasePath())
    , m_salvage(folder, clock, this)
    , m_quiet(this)
    , m_sweepTimer(this)
{
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(quietTime);
    connect(&m_quiet, &QTimer::timeout, this, &LogWriter::writeStoredMicros);
    m_sweepTimer.setTimerType(Qt::VeryCoarseTimer);
    m_sweepTimer.setInterval(sweepInterval);
    connect(&m_sweepTimer, &QTimer::timeout, this, &LogWriter::startSweep);
    connect(&m_salvage, &BackgroundSalvage::confirmed, this, &LogWriter::startSalvage);
    connect(&m_salvage, &BackgroundSalvage::finished, this, &LogWriter::goOnAfter);
}

LogWriter::~LogWriter() = default;

Result<void, LogError> LogWriter::open()
{
    if (auto connected = connectToDatabase(); !connected)
        return connected;
    if (m_role == Role::Owner) {
        m_sweepTimer.start();
        startSweep();
    }
    return {};
}

void LogWriter::openDamaged()
{
    m_isSalvageDue = true;
    m_sweepTimer.start();
}

void LogWriter::salvageWhatIsDue()
{
    if (m_isSalvageDue && m_salvage.canStart())
        startSalvage();
}

Result<void, LogError> LogWriter::connectToDatabase()
{
    if (m_isSalvageDue)
        return failure(LogError{LogError::Code::Damaged, m_path, {}, {}, -1});
    auto database = LogDatabase::open(m_path, LogDatabase::Access::Write);
    if (!database)
        return failure(database.error());
    // Only after this is it known to be ours to write to.
    const auto schema = schemaOf(**database);
    if (!schema)
        return failure(schema.error());
    if (m_role == Role::ResourcesOnly && *schema != currentSchema())
        return failure(LogError{LogError::Code::Failed, m_path, {}, QStringLiteral("schema %1").arg(*schema)});
    if (auto done = (*database)->makeDurable(); !done)
        return done;
    if (auto done = migrate(**database); !done)
        return done;
    auto connection = std::make_unique<Connection>(std::move(*database), m_options);
    const auto totals = connection->recorder.totals();
    if (!totals)
        return failure(totals.error());
    m_totals = *totals;
    m_connection = std::move(connection);
    publishStatistics();
    return {};
}

void LogWriter::work()
{
    const WriteQueue::Batch batch = m_queue.take(maxBatch);
    (void)write(batch);
    if (batch.more)
        QMetaObject::invokeMethod(this, &LogWriter::work, Qt::QueuedConnection);
}

bool LogWriter::write(const WriteQueue::Batch& batch)
{
    if (batch.isEmpty())
        return true;
    if (!m_connection && m_lastError.code == LogError::Code::Salvaging) {
        fail(batch, m_lastError);
        return false;
    }
    if (!m_connection) {
        if (auto connected = connectToDatabase(); !connected) {
            fail(batch, answerTo(connected.error()));
            return false;
        }
    }
    const bool written = batch.deliveries.empty() || writeDeliveries(batch.deliveries);
    for (const ResourceRecord& resource : batch.resources)
        writeResource(resource);
    writeDiagnoses(batch.diagnoses);
    for (const Annotation& annotation : batch.annotations)
        writeAnnotation(annotation);
    writeForwards(batch.forwards);
    return written;
}

bool LogWriter::writeDeliveries(const std::vector<PendingDelivery>& deliveries)
{
    const auto outcome = commit(deliveries);
    if (!outcome) {
        m_connection->recorder.forgetEvents();
        WriteQueue::Batch failed;
        failed.deliveries = deliveries;
        disconnectAfter(outcome.error());
        fail(failed, m_lastError);
        return false;
    }
    m_quiet.start();
    Q_EMIT m_log.committed(outcome->deliveries);
    if (!outcome->removed.isEmpty())
        Q_EMIT m_log.removed(outcome->removed);
    publishStatistics();
    if (m_connection->retention.isTooLarge(m_statistics.get().bytes))
        startSweep();
    return true;
}

Result<LogWriter::CommittedBatch, LogError> LogWriter::commit(const std::vector<PendingDelivery>& deliveries)
{
    LogTransaction transaction(*m_connection->database);
    if (auto begun = transaction.begin(); !begun)
        return failure(begun.error());
    if (auto done = addStoredMicros(); !done)
        return failure(done.error());
    CommittedBatch batch;
    LogTotals totals = m_totals;
    auto summaries = m_connection->recorder.record(deliveries, totals);
    if (!summaries)
        return failure(summaries.error());
    auto removed = m_connection->retention.boundRefused(m_options.maxRefused, totals);
    if (!removed)
        return failure(removed.error());
    batch.removed = std::move(*removed);
    if (hasMisdirected(deliveries)) {
        auto surplus = m_connection->retention.boundMisdirected(m_options.maxMisdirected, totals);
        if (!surplus)
            return failure(surplus.error());
        batch.removed += *surplus;
    }
    if (auto saved = m_connection->recorder.saveTotals(totals); !saved)
        return failure(saved.error());
    if (auto committed = transaction.commit(); !committed)
        return failure(committed.error());

    m_totals = totals;
    m_storedMicros.clear();
    m_firstStored = summaries->constFirst().number;
    const qint64 now = m_clock.monotonicMicros();
    batch.deliveries.reserve(summaries->size());
    for (size_t i = 0; i < deliveries.size(); ++i) {
        DeliverySummary& summary = (*summaries)[qsizetype(i)];
        summary.storedMicros = now - deliveries[i].queuedAtMicros;
        m_storedMicros.append(summary.storedMicros);
        batch.deliveries.append({deliveries[i].ticket, std::move(summary)});
    }
    return batch;
}

Result<void, LogError> LogWriter::addStoredMicros()
{
    if (m_storedMicros.isEmpty())
        return {};
    return m_connection->recorder.recordStoredMicros(m_firstStored, m_storedMicros);
}

void LogWriter::writeStoredMicros()
{
    if (!m_connection || m_storedMicros.isEmpty())
        return;
    LogTransaction transaction(*m_connection->database);
    // For information only: where it can't be written it is written with the next batch.
    if (transaction.begin() && addStoredMicros() && transaction.commit())
        m_storedMicros.clear();
}

template <typename Write>
auto LogWriter::commitOne(Write write) -> decltype(write())
{
    LogTransaction transaction(*m_connection->database);
    if (auto begun = transaction.begin(); !begun)
        return failure(begun.error());
    auto written = write();
    if (!written)
        return written;
    if (auto committed = transaction.commit(); !committed)
        return failure(committed.error());
    return written;
}

template <typename Write, typename Tell>
void LogWriter::writeOne(Write write, Tell tell, void (EventLog::*failed)(const LogError&))
{
    if (!m_connection) {
        Q_EMIT(m_log.*failed)(m_lastError);
        return;
    }
    const auto written = commitOne(write);
    m_connection->recorder.forgetEvents(); // an event is known with its latest resource and what is said about it
    if (written) {
        tell(*written);
        return;
    }
    disconnectAfter(written.error());
    Q_EMIT(m_log.*failed)(m_lastError);
}

void LogWriter::writeResource(const ResourceRecord& resource)
{
    writeOne([&] { return m_connection->resources.record(resource); },
             [this](const ResourceRecord& stored) { Q_EMIT m_log.resourceStored(stored); }, &EventLog::resourceFailed);
}

void LogWriter::writeAnnotation(const Annotation& annotation)
{
    writeOne([&] { return m_connection->annotations.record(annotation); },
             [this](const Annotation& stored) { Q_EMIT m_log.annotated(stored.delivery); },
             &EventLog::annotationFailed);
}

void LogWriter::writeDiagnoses(const std::vector<LateDiagnosis>& diagnoses)
{
    if (m_connection && !diagnoses.empty()) {
        LogTransaction transaction(*m_connection->database);
        bool isWritten = transaction.begin().has_value();
        for (const LateDiagnosis& late : diagnoses)
            isWritten = isWritten && m_connection->recorder.recordDiagnosis(late.delivery, late.diagnosis);
        // Where it can't be written the log keeps what it had: that nothing was tried.
        if (isWritten)
            (void)transaction.commit();
    }
    for (const LateDiagnosis& late : diagnoses)
        Q_EMIT m_log.diagnosed(late.delivery, late.diagnosis);
}

void LogWriter::writeForwards(const std::vector<ForwardProgress>& forwards)
{
    if (forwards.empty())
        return;
    if (!m_connection) {
        Q_EMIT m_log.forwardsFailed(m_lastError);
        return;
    }
    if (const auto done = commit(forwards); !done) {
        disconnectAfter(done.error());
        Q_EMIT m_log.forwardsFailed(m_lastError);
        return;
    }
    for (const ForwardProgress& progress : forwards) {
        if (!progress.records.isEmpty())
            Q_EMIT m_log.forwardsStored(progress.records);
    }
}

Result<void, LogError> LogWriter::commit(const std::vector<ForwardProgress>& forwards)
{
    LogTransaction transaction(*m_connection->database);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    for (const ForwardProgress& progress : forwards) {
        if (auto done = m_connection->forwards.record(progress); !done)
            return done;
    }
    return transaction.commit();
}

void LogWriter::fail(const WriteQueue::Batch& batch, const LogError& error)
{
    QList<quint64> tickets;
    for (const PendingDelivery& pending : batch.deliveries)
        tickets.append(pending.ticket);
    if (!tickets.isEmpty())
        Q_EMIT m_log.appendFailed(tickets, error);
    for (size_t i = 0; i < batch.resources.size(); ++i)
        Q_EMIT m_log.resourceFailed(error);
    for (size_t i = 0; i < batch.annotations.size(); ++i)
        Q_EMIT m_log.annotationFailed(error);
    for (const LateDiagnosis& late : batch.diagnoses)
        Q_EMIT m_log.diagnosed(late.delivery, late.diagnosis);
    if (!batch.forwards.empty())
        Q_EMIT m_log.forwardsFailed(error);
    m_lastError = error;
}

void LogWriter::disconnectAfter(const LogError& error)
{
    const bool harmless = error.code == LogError::Code::Busy || error.code == LogError::Code::NotFound;
    if (!harmless)
        m_connection.reset();
    m_lastError = answerTo(error);
}

LogError LogWriter::answerTo(const LogError& error)
{
    if (error.code != LogError::Code::Damaged || m_role != Role::Owner)
        return error;
    // Should this be the end of the process, the next one knows.
    m_folder.markDamaged();
    if (m_salvage.canStart())
        startSalvage();
    return m_lastError.code == LogError::Code::Salvaging ? m_lastError : error;
}

void LogWriter::lookIntoDamage()
{
    salvageWhatIsDue();
    if (m_connection && m_role == Role::Owner && m_salvage.canStart())
        m_salvage.verify();
}

void LogWriter::startSalvage()
{
    m_connection.reset();
    m_storedMicros.clear();
    m_folder.markDamaged();
    m_lastError = LogError{LogError::Code::Salvaging, m_path, {}, {}, -1};
    m_salvage.start();
    Q_EMIT m_log.salvageBegun(m_lastError);
}

void LogWriter::goOnAfter(const Result<SalvageReport, LogError>& salvage)
{
    // Where there was no room for it, say, the damaged log is tried again when something is to be written.
    m_lastError = salvage ? LogError{} : salvage.error();
    m_isSalvageDue = m_isSalvageDue && !salvage;
    if (salvage) {
        if (const auto connected = connectToDatabase(); !connected)
            m_lastError = connected.error();
    }
    if (!m_connection) {
        Q_EMIT m_log.salvageFailed(m_lastError);
        return;
    }
    Q_EMIT m_log.salvaged(*salvage);
    startSweep();
}

void LogWriter::setRetention(const RetentionPolicy& policy)
{
    m_options.retention = policy;
    if (m_connection)
        m_connection->retention.setPolicy(policy);
    startSweep();
}

void LogWriter::startSweep()
{
    if (m_role == Role::Owner && !std::exchange(m_sweeping, true))
        QMetaObject::invokeMethod(this, &LogWriter::sweep, Qt::QueuedConnection);
}

void LogWriter::sweep()
{
    m_sweeping = false;
    if (!m_connection)
        return;
    const auto step = commitSweepStep();
    if (!step) {
        disconnectAfter(step.error());
        return;
    }
    if (!step->removed.isEmpty()) {
        m_connection->recorder.forgetEvents();
        Q_EMIT m_log.removed(step->removed);
    }
    // Deliveries that came meanwhile have their wake-up in the event queue, ahead of the next step.
    if (step->more)
        startSweep();
    publishStatistics();
}

Result<RetentionSweep::Step, LogError> LogWriter::commitSweepStep()
{
    LogTransaction transaction(*m_connection->database);
    if (auto begun = transaction.begin(); !begun)
        return failure(begun.error());
    LogTotals totals = m_totals;
    auto step = m_connection->retention.step(m_clock.utcMillis(), totals);
    if (!step || !step->changed)
        return step;
    if (auto saved = m_connection->recorder.saveTotals(totals); !saved)
        return failure(saved.error());
    if (auto committed = transaction.commit(); !committed)
        return failure(committed.error());
    m_totals = totals;
    return step;
}

void LogWriter::publishStatistics()
{
    const auto bytes = m_connection->retention.bytes();
    const LogStatistics before = m_statistics.get();
    const LogStatistics now{m_totals.events, m_totals.deliveries, m_totals.refused, bytes.value_or(before.bytes),
                            m_totals.lastReceivedAt};
    if (now == before)
        return;
    m_statistics.set(now);
    Q_EMIT m_log.statisticsChanged(now);
}

void LogWriter::finish()
{
    m_quiet.stop();
    m_sweepTimer.stop();
    bool written = true;
    for (bool more = true; more;) {
        const WriteQueue::Batch batch = m_queue.take(maxBatch);
        more = batch.more;
        // What failed once is not tried again for each batch: a locked database would hold the end up for minutes.
        if (written)
            written = write(batch);
        else
            fail(batch, m_lastError);
    }
    writeStoredMicros();
    m_connection.reset();
}

} // namespace kaunt
