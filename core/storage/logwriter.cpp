// SPDX-License-Identifier: MIT
#include "core/storage/logwriter.h"

#include "core/storage/failedbatch.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace kaunt {

namespace {

using namespace std::chrono_literals;

constexpr qsizetype maxBatch = 512;
constexpr auto quietTime = 100ms;
constexpr auto sweepInterval = 60s;
constexpr auto waitInterval = 1s;
constexpr qint64 roomToGoOn = qint64{16} << 20;
constexpr qint64 roomForOne = qint64{1280} << 10; ///< for the largest delivery, with what the log adds to it

} // namespace

LogWriter::LogWriter(EventLog& log, WriteQueue& queue, SharedStatistics& statistics, const LogOptions& options,
                     LogFolder& folder, const Clock& clock, LogRole role)
    : m_log(log)
    , m_queue(queue)
    , m_statistics(statistics)
    , m_clock(clock)
    , m_folder(folder)
    , m_role(role)
    , m_path(folder.databasePath())
    , m_salvage(folder, clock, this)
    , m_connection(folder, options, clock, role)
    , m_quiet(this)
    , m_sweepTimer(this)
    , m_waitTimer(this)
    , m_interruption(
          log, [this] { probe(); }, this)
    , m_heldExpiry(log, clock, options.retention)
    , m_later(log, m_connection, m_lastError, [this](const LogError& error) { disconnectAfter(error); })
{
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(quietTime);
    connect(&m_quiet, &QTimer::timeout, this, &LogWriter::writeStoredTimes);
    m_sweepTimer.setTimerType(Qt::VeryCoarseTimer);
    m_sweepTimer.setInterval(sweepInterval);
    connect(&m_sweepTimer, &QTimer::timeout, this, &LogWriter::startSweep);
    m_waitTimer.setSingleShot(true);
    m_waitTimer.setInterval(waitInterval);
    connect(&m_waitTimer, &QTimer::timeout, this, &LogWriter::writeWaiting);
    connect(&m_salvage, &BackgroundSalvage::confirmed, this, &LogWriter::startSalvage);
    connect(&m_salvage, &BackgroundSalvage::finished, this, &LogWriter::goOnAfter);
}

LogWriter::~LogWriter() = default;

Result<void, LogError> LogWriter::open()
{
    if (auto connected = connectToDatabase(); !connected)
        return connected;
    if (m_role == LogRole::Owner) {
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

void LogWriter::openLater(const LogError& error)
{
    m_sweepTimer.start();
    beginFailing(error);
}

void LogWriter::start()
{
    salvageWhatIsDue();
    m_interruption.tell(m_lastError);
    startSweep();
}

void LogWriter::salvageWhatIsDue()
{
    if (m_isSalvageDue && m_salvage.canStart())
        startSalvage();
}

Result<void, LogError> LogWriter::connectToDatabase()
{
    if (m_isSalvageDue)
        return failure(LogError{.code = LogError::Code::Damaged, .path = m_path});
    if (auto opened = m_connection.open(); !opened)
        return opened;
    const bool isAnother = m_connection.takeIsAnother();
    if (isAnother || !m_shifts)
        m_shifts.emplace(m_clock, m_connection->lastNumber(), m_connection->lastReceivedAt(),
                         m_connection->clockBasis());
    if (isAnother) {
        m_storedTimes = {};
        m_later.giveUpWaiting({.code = LogError::Code::Replaced, .path = m_path});
        Q_EMIT m_log.replaced(m_path, m_connection.lastOfOthers());
    }
    if (!m_time) {
        m_time.emplace(m_clock);
        if (const qint64 last = m_connection->lastReceivedAt(); last > 0)
            m_time->startFrom(last);
    }
    publishStatistics();
    if (const auto report = std::exchange(m_untold, std::nullopt))
        Q_EMIT m_log.salvaged(*report);
    return {};
}

Result<void, LogError> LogWriter::connectInPlace()
{
    if (auto left = m_connection.leaveReplaced(); !left)
        return left;
    return m_connection ? Result<void, LogError>() : connectToDatabase();
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
    if (auto connected = connectInPlace(); !connected) {
        fail(batch, answerTo(connected.error()));
        return false;
    }
    const bool written = batch.deliveries.empty() || writeDeliveries(batch.deliveries);
    m_later.write(batch);
    if (m_later.isAnyWaiting())
        m_waitTimer.start();
    return written;
}

/// What users have noted, and could not be written when they did.
void LogWriter::writeWaiting()
{
    if (m_salvage.isRunning()) {
        m_waitTimer.start();
        return;
    }
    if (const auto connected = connectInPlace(); connected)
        m_later.writeWaiting();
    else
        m_lastError = answerTo(connected.error());
    if (m_later.isAnyWaiting())
        m_waitTimer.start();
}

bool LogWriter::writeDeliveries(const PendingDeliveries& deliveries)
{
    writeClockShift();
    const auto outcome = m_connection->commit(deliveries, m_clock, m_storedTimes);
    if (!outcome) {
        WriteQueue::Batch failed;
        failed.deliveries = deliveries;
        disconnectAfter(outcome.error());
        fail(failed, m_lastError);
        return false;
    }
    m_quiet.start();
    Q_EMIT m_log.committed(outcome->tickets, outcome->deliveries);
    endFailing();
    if (!outcome->removed.isEmpty())
        Q_EMIT m_log.removed(outcome->removed);
    publishStatistics();
    if (m_connection->isTooLarge(m_statistics.get().bytes))
        startSweep();
    return true;
}

void LogWriter::writeStoredTimes()
{
    // For information only: where they can't be written they are written with the next batch.
    if (m_connection && !m_storedTimes.micros.isEmpty())
        (void)m_connection->commit(m_storedTimes);
}

/// Where it can't be written just now, it is with what is written next.
void LogWriter::writeClockShift()
{
    const auto notice = m_shifts->look(m_connection->lastNumber());
    if (notice && m_connection->commit(*notice))
        m_shifts->take(*notice);
}

void LogWriter::fail(const WriteQueue::Batch& batch, const LogError& error)
{
    tellFailed(m_log, batch, error);
    m_lastError = error;
    m_later.keep(batch.annotations, error);
    if (m_later.isAnyWaiting())
        m_waitTimer.start();
    if (batch.deliveries.empty())
        return;
    m_interruption.setTold();
    beginFailing(error);
}

void LogWriter::disconnectAfter(const LogError& error)
{
    const bool harmless = error.code == LogError::Code::Busy || error.code == LogError::Code::NotFound;
    const auto left = m_connection.leaveReplaced();
    if (left && !harmless)
        m_connection.close();
    m_lastError = answerTo(left ? error : left.error());
}

LogError LogWriter::answerTo(const LogError& error)
{
    if (error.code != LogError::Code::Damaged || m_role != LogRole::Owner)
        return error;
    // Should this be the end of the process, the next one knows.
    m_folder.markDamaged();
    if (m_salvage.canStart())
        startSalvage();
    return m_lastError.code == LogError::Code::Salvaging ? m_lastError : m_salvage.lastError().value_or(error);
}

void LogWriter::beginFailing(const LogError& error)
{
    m_lastError = error;
    if (m_role == LogRole::Owner)
        m_interruption.begin();
}

void LogWriter::endFailing()
{
    m_salvage.forgetError();
    m_interruption.end();
}

void LogWriter::probe()
{
    if (m_salvage.isRunning())
        return;
    if (m_salvage.lastError()) {
        if (m_salvage.canStart())
            startSalvage();
        return;
    }
    if (auto connected = connectInPlace(); !connected) {
        m_lastError = answerTo(connected.error());
        m_interruption.tell(m_lastError);
        return;
    }
    // What the database says in words may be about one delivery; a little room is none for the next one, but where it
    // has become more (a small disk never has much).
    const qint64 room = std::min(roomToGoOn, std::max<qint64>(0, m_lastError.freeBytes) + roomForOne);
    const bool isSure = m_lastError.code != LogError::Code::Failed &&
                        (m_lastError.code != LogError::Code::DiskFull || m_folder.bytesFree() >= room);
    if (!isSure)
        return;
    if (auto done = m_connection->tryCommit(); done)
        endFailing();
    else
        disconnectAfter(done.error());
}

void LogWriter::lookIntoDamage()
{
    salvageWhatIsDue();
    if (m_connection && m_role == LogRole::Owner && m_salvage.canStart())
        m_salvage.verify();
}

void LogWriter::lookForOthers()
{
    if (m_connection && m_connection->takeChangedByOthers())
        Q_EMIT m_log.changedByOthers();
}

void LogWriter::startSalvage()
{
    m_connection.close();
    m_storedTimes = {};
    m_folder.markDamaged();
    m_lastError = LogError{.code = LogError::Code::Salvaging, .path = m_path};
    m_interruption.setTold();
    m_salvage.start();
    Q_EMIT m_log.salvageBegun(m_lastError);
}

void LogWriter::goOnAfter(const Result<SalvageReport, LogError>& salvage)
{
    // Where there was no room for it, say, the damaged log is tried again when something is to be written.
    m_lastError = salvage ? LogError{} : salvage.error();
    m_isSalvageDue = m_isSalvageDue && !salvage;
    if (salvage) {
        m_untold = *salvage;
        m_connection.expectSalvaged();
        if (const auto connected = connectToDatabase(); !connected)
            m_lastError = connected.error();
    }
    if (!m_connection) {
        beginFailing(m_lastError);
        Q_EMIT m_log.salvageFailed(m_lastError);
        return;
    }
    endFailing();
    startSweep();
}

void LogWriter::setRetention(const RetentionPolicy& policy)
{
    m_heldExpiry.setPolicy(policy);
    m_connection.setRetention(policy);
    startSweep();
}

void LogWriter::startSweep()
{
    if (m_role == LogRole::Owner && !std::exchange(m_sweeping, true))
        QMetaObject::invokeMethod(this, &LogWriter::sweep, Qt::QueuedConnection);
}

void LogWriter::sweep()
{
    m_sweeping = false;
    if (!m_connection || !connectInPlace())
        return;
    writeClockShift();
    const auto step = m_connection->commitSweepStep(m_time->utcMillis());
    if (!step) {
        disconnectAfter(step.error());
        return;
    }
    if (!step->removed.isEmpty())
        Q_EMIT m_log.removed(step->removed);
    // Deliveries that came meanwhile have their wake-up in the event queue, ahead of the next step.
    if (step->more) {
        startSweep();
    } else {
        m_heldExpiry.tell(m_time->utcMillis(), m_connection->oldestReceivedAt());
        (void)m_connection->cutFile(); // where somebody reads just now, the next sweep does
    }
    publishStatistics();
}

void LogWriter::publishStatistics()
{
    const LogStatistics before = m_statistics.get();
    const LogStatistics now = m_connection->statistics(before.bytes);
    if (now == before)
        return;
    m_statistics.set(now);
    Q_EMIT m_log.statisticsChanged(now);
}

void LogWriter::finish()
{
    m_quiet.stop();
    m_sweepTimer.stop();
    m_interruption.stop();
    m_waitTimer.stop();
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
    if (written && m_later.isAnyWaiting() && !m_salvage.isRunning() && connectInPlace())
        m_later.writeWaiting();
    m_later.giveUpWaiting(m_lastError);
    m_waitTimer.stop();
    writeStoredTimes();
    if (m_connection && m_role == LogRole::Owner)
        writeClockShift();
    m_connection.finish();
}

} // namespace kaunt
