// SPDX-License-Identifier: MIT
#include "core/storage/eventlog.h"

#include "core/storage/logfolder.h"
#include "core/storage/logwriter.h"
#include "core/workerthread.h"

#include <QFile>

#include <utility>

namespace kaunt {

namespace {

/// What may be over any moment, without anybody changing what was asked for.
bool passesByItself(LogError::Code code)
{
    return code == LogError::Code::Busy || code == LogError::Code::DiskFull || code == LogError::Code::IoError;
}

} // namespace

struct EventLog::Private {
    Private(const QString& directory, const LogOptions& logOptions, const Clock& logClock, LogRole logRole)
        : folder(directory)
        , options(logOptions)
        , clock(logClock)
        , role(logRole)
        , queue({logOptions.maxPending, logOptions.maxPendingBytes}, [this] { writer.post(&LogWriter::work); })
        , writer(QStringLiteral("log writer"))
    {
    }

    LogFolder folder;
    const LogOptions options;
    const Clock& clock;
    const LogRole role;
    SharedStatistics statistics;
    WriteQueue queue;
    WorkerThread<LogWriter> writer;

    Result<void, LogError> start(EventLog& log);
    Result<void, LogError> openInThread();
    void finish();
};

Result<void, LogError> EventLog::Private::start(EventLog& log)
{
    writer.start(std::make_unique<LogWriter>(log, queue, statistics, options, folder, clock, role));
    if (role != LogRole::Owner)
        return openInThread();
    const bool isMarked = folder.isMarkedDamaged();
    Result<void, LogError> opened = isMarked ? Result<void, LogError>() : openInThread();
    if (isMarked || (!opened && opened.error().code == LogError::Code::Damaged)) {
        writer.post(&LogWriter::openDamaged);
        return {};
    }
    if (opened || !passesByItself(opened.error().code))
        return opened;
    writer.post([error = opened.error()](LogWriter& one) { one.openLater(error); });
    return {};
}

Result<void, LogError> EventLog::Private::openInThread()
{
    Result<void, LogError> opened;
    writer.await([&opened](LogWriter& one) { opened = one.open(); });
    return opened;
}

void EventLog::Private::finish()
{
    queue.close();
    if (writer.hasEnded())
        return;
    writer.await(&LogWriter::finish);
    writer.end();
    folder.unlock();
}

EventLog::EventLog(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{
}

EventLog::~EventLog()
{
    close();
}

Result<std::unique_ptr<EventLog>, LogError> EventLog::open(const QString& directory, LogOptions options,
                                                           const Clock& clock)
{
    auto priv = std::make_unique<Private>(directory, options, clock, LogRole::Owner);
    if (auto made = priv->folder.makeFolder(); !made)
        return failure(made.error());
    if (auto locked = priv->folder.lock(); !locked)
        return failure(locked.error());
    // As one is found that SQLite calls damaged: SQLite would call this one new.
    if (priv->folder.isEmptied())
        priv->folder.markDamaged();
    if (auto made = priv->folder.makeDatabaseFile(); !made)
        return failure(made.error());
    std::unique_ptr<EventLog> log(new EventLog(std::move(priv)));
    if (auto started = log->d->start(*log); !started)
        return failure(started.error());
    return log;
}

Result<std::unique_ptr<EventLog>, LogError> EventLog::openForResources(const QString& directory, const Clock& clock)
{
    auto priv = std::make_unique<Private>(directory, LogOptions{}, clock, LogRole::Guest);
    if (const QString path = priv->folder.databasePath(); !QFile::exists(path))
        return failure(LogError{.code = LogError::Code::NotFound, .path = path});
    std::unique_ptr<EventLog> log(new EventLog(std::move(priv)));
    if (auto started = log->d->start(*log); !started)
        return failure(started.error());
    return log;
}

Result<quint64, LogError> EventLog::append(Delivery delivery)
{
    if (d->role != LogRole::Owner)
        return failure(LogError{.code = LogError::Code::LockedByOther, .path = path()});
    const auto ticket = d->queue.push(std::move(delivery), d->clock.monotonicMicros());
    if (!ticket)
        return failure(LogError{.code = ticket.error(), .path = path()});
    return *ticket;
}

void EventLog::addResource(ResourceRecord resource)
{
    if (!d->queue.push(std::move(resource)))
        Q_EMIT resourceFailed(LogError{.code = LogError::Code::Closing, .path = path()});
}

void EventLog::setDiagnosis(qint64 delivery, const Diagnosis& diagnosis)
{
    if (!d->queue.push(LateDiagnosis{delivery, diagnosis}))
        Q_EMIT diagnosed(delivery, diagnosis);
}

void EventLog::setAnswer(qint64 delivery, int status, const QStringList& notes)
{
    if (!d->queue.push(LateAnswer{delivery, status, notes}))
        Q_EMIT answerRecorded(delivery);
}

void EventLog::annotate(const Annotation& annotation)
{
    if (!d->queue.push(annotation))
        Q_EMIT annotationFailed(LogError{.code = LogError::Code::Closing, .path = path()});
}

void EventLog::addForwards(ForwardProgress progress)
{
    if (!d->queue.push(std::move(progress)))
        Q_EMIT forwardsFailed(LogError{.code = LogError::Code::Closing, .path = path()});
}

void EventLog::setRetention(const RetentionPolicy& policy)
{
    d->writer.post([policy](LogWriter& writer) { writer.setRetention(policy); });
}

void EventLog::start()
{
    d->writer.post(&LogWriter::start);
}

void EventLog::reportDamage()
{
    d->writer.post(&LogWriter::lookIntoDamage);
}

void EventLog::lookForOthers()
{
    d->writer.post(&LogWriter::lookForOthers);
}

void EventLog::close()
{
    d->finish();
}

QString EventLog::path() const
{
    return d->folder.databasePath();
}

QString EventLog::directory() const
{
    return d->folder.directory();
}

LogStatistics EventLog::statistics() const
{
    return d->statistics.get();
}

} // namespace kaunt
