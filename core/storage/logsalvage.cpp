// SPDX-License-Identifier: MIT
#include "core/storage/logsalvage.h"

#include "core/owneronly.h"
#include "core/storage/annotationrecorder.h"
#include "core/storage/clockshifts.h"
#include "core/storage/damagedlog.h"
#include "core/storage/deliverycodec.h"
#include "core/storage/deliveryrecorder.h"
#include "core/storage/eventlog.h"
#include "core/storage/forwardrecorder.h"
#include "core/storage/forwardrecords.h"
#include "core/storage/logstatement.h"
#include "core/storage/migrations.h"
#include "core/storage/resourcerecorder.h"
#include "core/syncfolder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QThread>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <limits>
#include <sys/stat.h>
#include <unistd.h>

namespace kaunt {

namespace {

constexpr qint64 rowsPerCommit = 500;

/// The new log while it is filled.
class SalvagedLog {
public:
    explicit SalvagedLog(const LogDatabase& database)
        : m_database(database)
        , m_recorder(database, std::numeric_limits<qsizetype>::max()) // they are cut already
        , m_resources(database)
        , m_annotations(database)
        , m_forwards(database)
        , m_setBody(database, QStringLiteral("UPDATE deliveries SET body_bytes = ?, body_sha256 = ? WHERE number = ?"))
    {
    }

    [[nodiscard]] LogTotals& totals() { return m_totals; }

    [[nodiscard]] Result<void, LogError> add(const DamagedLog::Found& found)
    {
        const DeliveryRecord& record = found.record;
        m_totals.lastNumber = record.summary.number - 1;
        if (auto done = resumeEvent(found); !done)
            return done;
        const auto added = m_recorder.record({PendingDelivery{0, asReceived(record), 0}}, m_totals);
        if (!added)
            return failure(added.error());
        if (record.isBodyCut()) {
            const DeliverySummary& whole = record.summary;
            const QVariantList values{whole.bodyBytes, QByteArray::fromHex(whole.bodySha256), whole.number};
            if (auto done = m_setBody.run(values); !done)
                return done;
        }
        if (record.summary.isMarked || !record.summary.note.isEmpty()) {
            const Annotation annotation{record.summary.number, record.summary.isMarked, record.summary.note};
            if (auto done = m_annotations.record(annotation); !done)
                return failure(done.error());
        }
        if (record.summary.storedMicros < 0)
            return {};
        return m_recorder.recordStoredMicros(record.summary.number, {record.summary.storedMicros});
    }

    /// `subject`: what it was of in the damaged log.
    [[nodiscard]] Result<void, LogError> add(const ResourceRecord& resource, qint64 subject)
    {
        auto added = m_resources.record(resource);
        if (!added && added.error().code == LogError::Code::NotFound)
            added = m_resources.recordOfEvent(resource, subject);
        if (!added && added.error().code != LogError::Code::NotFound)
            return failure(added.error());
        return {};
    }

    [[nodiscard]] ForwardRecorder& forwards() { return m_forwards; }
    [[nodiscard]] Result<void, LogError> saveTotals() { return m_recorder.saveTotals(m_totals); }
    [[nodiscard]] const LogDatabase& database() const { return m_database; }

private:
    /// A repeat keeps its event and its place there, be the deliveries before it salvaged or not: a resource may be of
    /// one that the log had no more.
    [[nodiscard]] Result<void, LogError> resumeEvent(const DamagedLog::Found& found)
    {
        const DeliverySummary& summary = found.record.summary;
        const bool isCredible =
            found.event > 0 && found.event < summary.number && summary.attempt > 1 && summary.attempt <= summary.number;
        if (summary.verdict != Verdict::Verified || !summary.event || !isCredible)
            return {};
        EventPlace last;
        last.event = found.event;
        last.attempt = summary.attempt - 1;
        const bool hasPrevious = summary.previousOfEvent >= found.event && summary.previousOfEvent < summary.number;
        last.previous = hasPrevious ? summary.previousOfEvent : found.event;
        return m_recorder.resume(*summary.event, found.record.body, last, m_totals);
    }

    const LogDatabase& m_database;
    DeliveryRecorder m_recorder;
    ResourceRecorder m_resources;
    AnnotationRecorder m_annotations;
    ForwardRecorder m_forwards;
    LogStatement m_setBody;
    LogTotals m_totals;
};

/// Copies the deliveries of one commit; those that were read are added to `kept`.
Result<void, LogError> copyDeliveries(DamagedLog& damaged, const QList<qint64>& numbers, SalvagedLog& log,
                                      QList<qint64>& kept, SalvageReport& report)
{
    LogTransaction transaction(log.database());
    if (auto begun = transaction.begin(); !begun)
        return begun;
    for (const qint64 number : numbers) {
        const auto found = damaged.delivery(number);
        if (!found) {
            report.unreadable += found.error().code == LogError::Code::NotFound ? 0 : 1;
            continue;
        }
        if (auto added = log.add(*found); !added)
            return added;
        report.partial += found->isWhole ? 0 : 1;
        kept.append(number);
    }
    return transaction.commit();
}

/// Those of deliveries and of events that stand in the new log; what can't be read of them can be fetched again.
Result<void, LogError> copyResources(DamagedLog& damaged, const QList<qint64>& ids, SalvagedLog& log)
{
    LogTransaction transaction(log.database());
    if (auto begun = transaction.begin(); !begun)
        return begun;
    for (const qint64 id : ids) {
        const auto resource = damaged.resource(id);
        if (!resource)
            continue;
        if (auto added = log.add(*resource, damaged.subjectOf(id)); !added)
            return added;
    }
    return transaction.commit();
}

/// What can't be read of them is done without: a delivery may be forwarded once more.
Result<void, LogError> copyForwards(const LogQueries& damaged, const QList<qint64>& numbers, SalvagedLog& log)
{
    LogTransaction transaction(log.database());
    if (auto begun = transaction.begin(); !begun)
        return begun;
    for (const qint64 number : numbers) {
        const auto forwards = damaged.forwards(number).value_or(QList<ForwardRecord>());
        for (const ForwardRecord& one : forwards) {
            if (auto added = log.forwards().add(one); !added)
                return added;
        }
    }
    const auto unfinished = numbers.isEmpty()
                                ? QList<ForwardRecord>()
                                : unfinishedForwards(damaged.connection(), numbers.constFirst(), numbers.constLast());
    for (const ForwardRecord& one : unfinished) {
        if (auto added = log.forwards().add(one); !added)
            return added;
    }
    return transaction.commit();
}

/// After all that was forwarded; of those that can't be read some deliveries are forwarded once more.
Result<void, LogError> copyForwardPositions(const LogQueries& damaged, SalvagedLog& log)
{
    const auto positions = damaged.forwardPositions();
    if (!positions)
        return log.forwards().derivePositions();
    for (auto one = positions->cbegin(); one != positions->cend(); ++one) {
        if (auto set = log.forwards().setPosition(one.key(), one.value()); !set)
            return set;
    }
    return {};
}

/// Without them some deliveries are only taken for older than they are.
Result<void, LogError> copyClockShifts(const LogQueries& damaged, const LogDatabase& database)
{
    const auto shifts = clockShifts(damaged.connection()).value_or(QList<ClockShift>());
    for (const ClockShift& one : shifts) {
        if (auto recorded = recordClockShift(database, one); !recorded)
            return recorded;
    }
    return {};
}

bool isSameFile(const QByteArray& one, const QByteArray& other)
{
    struct stat a = {};
    struct stat b = {};
    return ::stat(one.constData(), &a) == 0 && ::stat(other.constData(), &b) == 0 && a.st_dev == b.st_dev &&
           a.st_ino == b.st_ino;
}

/// errno, or 0.
int moveTo(const QByteArray& path, const QByteArray& other)
{
    return ::rename(path.constData(), other.constData()) == 0 ? 0 : errno;
}

/// On the file systems of memory cards, for one, and of some shares.
bool hasNoSecondNames(int error)
{
    return error == EPERM || error == EOPNOTSUPP || error == ENOSYS || error == EMLINK;
}

/// A second name rather than a move, so that there is a log in its place at every moment. errno, or 0.
int nameAlso(const QByteArray& path, const QByteArray& other)
{
    if (::link(path.constData(), other.constData()) == 0)
        return 0;
    const int error = errno;
    return hasNoSecondNames(error) ? moveTo(path, other) : error;
}

} // namespace

LogSalvage::LogSalvage(const LogFolder& folder, const Clock& clock)
    : m_folder(folder)
    , m_clock(clock)
    , m_path(folder.databasePath())
    , m_newPath(m_path + QStringLiteral(".salvaging"))
{
}

Result<SalvageReport, LogError> LogSalvage::run()
{
    if (auto done = takeBackKept(); !done)
        return failure(done.error());
    m_report = {m_folder.keptPath(QStringLiteral("damaged"), m_clock.utcMillis()), 0, 0};
    removeCopy(); // of a salvage that was interrupted
    QFile file(m_newPath);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, ownersFile))
        return failure(notWritable(m_newPath, file.errorString()));
    file.close();
    auto done = copyReadable();
    if (done)
        done = replace();
    if (done)
        return m_report;
    removeCopy();
    return failure(withRoom(done.error()));
}

void LogSalvage::removeCopy() const
{
    for (const char* suffix : {"", "-wal", "-shm"})
        QFile::remove(m_newPath + QLatin1String(suffix));
}

/// Of the log, whichever file the disk had no more room for.
LogError LogSalvage::withRoom(LogError error) const
{
    if (error.code != LogError::Code::DiskFull)
        return error;
    error.path = m_path;
    error.freeBytes = m_folder.bytesFree();
    error.neededBytes = QFileInfo(m_path).size() + QFileInfo(m_path + QStringLiteral("-wal")).size();
    return error;
}

/// As many rows at a time as go into a commit.
template <typename Copy>
Result<void, LogError> LogSalvage::inParts(RowWalk& rows, Copy copy) const
{
    for (auto some = rows.next(rowsPerCommit); !some.isEmpty(); some = rows.next(rowsPerCommit)) {
        if (QThread::currentThread()->isInterruptionRequested())
            return failure(LogError{.code = LogError::Code::Closing, .path = m_path});
        if (auto done = copy(some); !done)
            return done;
    }
    return {};
}

Result<void, LogError> LogSalvage::copyReadable()
{
    auto opened = LogDatabase::open(m_newPath, LogDatabase::Access::Write);
    if (!opened)
        return failure(opened.error());
    if (auto done = (*opened)->makeDurable(); !done)
        return done;
    const LogDatabase& database = **opened;
    if (auto done = migrate(database); !done)
        return done;
    const auto damaged = DamagedLog::open(m_folder.directory(), m_clock);
    if (!damaged) {
        // Not even its head can be read, or there is none. Whatever else keeps it from being opened may pass, or is
        // nothing that a new log would mend.
        using Code = LogError::Code;
        m_report.isLost = damaged.error().code == Code::Damaged || damaged.error().code == Code::NotFound;
        return m_report.isLost ? Result<void, LogError>() : failure(damaged.error());
    }
    if (auto done = copyFrom(**damaged, database); !done)
        return done;
    const auto isBusy = database.number(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"));
    return isBusy ? Result<void, LogError>() : failure(isBusy.error());
}

Result<void, LogError> LogSalvage::copyFrom(DamagedLog& damaged, const LogDatabase& database)
{
    SalvagedLog log(database);
    RowWalk deliveries = damaged.deliveries();
    auto done = inParts(deliveries, [&](const QList<qint64>& some) -> Result<void, LogError> {
        QList<qint64> kept;
        if (auto copied = copyDeliveries(damaged, some, log, kept, m_report); !copied)
            return copied;
        m_report.salvaged += kept.size();
        return copyForwards(damaged.queries(), kept, log);
    });
    if (!done)
        return done;
    const qint64 most = std::max<qint64>(0, damaged.mostDeliveries() - log.totals().deliveries);
    m_report.unreadable = std::min(m_report.unreadable + deliveries.unreadable(), most);
    log.totals().lastNumber = std::max(log.totals().lastNumber, damaged.lastNumber());
    if (auto saved = log.saveTotals(); !saved)
        return saved;
    if (auto shifted = copyClockShifts(damaged.queries(), database); !shifted)
        return shifted;
    if (auto set = copyForwardPositions(damaged.queries(), log); !set)
        return set;
    RowWalk resources = damaged.resources();
    return inParts(resources, [&](const QList<qint64>& some) { return copyResources(damaged, some, log); });
}

Result<void, LogError> LogSalvage::replace()
{
    const QByteArray path = QFile::encodeName(m_path);
    const QByteArray kept = QFile::encodeName(m_report.keptAs);
    if (const int error = nameAlso(path, kept); error != 0)
        return failure(notWritable(m_report.keptAs, qt_error_string(error)));
    // Its write-ahead log goes with it: beside the new file it would be taken for that one's.
    if (const int error = moveTo(path + "-wal", kept + "-wal"); error != 0 && error != ENOENT) {
        (void)takeBackKept();
        return failure(notWritable(m_report.keptAs, qt_error_string(error)));
    }
    QFile::remove(m_path + QStringLiteral("-shm"));
    syncFolder(m_folder.directory()); // else a power cut may leave the new one beside the old one's write-ahead log
    if (const int error = moveTo(QFile::encodeName(m_newPath), path); error != 0) {
        (void)takeBackKept(); // else the next salvage does
        return failure(notWritable(m_path, qt_error_string(error)));
    }
    // Who has read the damaged one in between has begun another.
    if (QFile::exists(m_path + QStringLiteral("-wal")))
        (void)m_folder.putWriteAheadLogAside(m_clock.utcMillis());
    syncFolder(m_folder.directory());
    return {};
}

Result<void, LogError> LogSalvage::takeBackKept() const
{
    if (auto there = m_folder.makeDatabaseFile(); !there) // of one that was moved, if need be
        return there;
    const QFileInfo log(m_path);
    const QStringList kept =
        QDir(m_folder.directory()).entryList({log.fileName() + QStringLiteral(".damaged-*")}, QDir::Files, QDir::Name);
    for (const QString& name : kept) {
        const QByteArray path = QFile::encodeName(m_folder.directory() + u'/' + name);
        if (path.endsWith("-wal") || !isSameFile(path, QFile::encodeName(m_path)))
            continue;
        const QByteArray wal = QFile::encodeName(m_path) + "-wal";
        // What somebody began since then has no answered delivery in it.
        if (const int error = moveTo(path + "-wal", wal); error != 0 && error != ENOENT)
            return failure(notWritable(m_path, qt_error_string(error)));
        syncFolder(m_folder.directory()); // before the name goes by which the next salvage would find it
        ::unlink(path.constData());
    }
    return {};
}

LogError LogSalvage::notWritable(const QString& path, const QString& words) const
{
    return {LogError::Code::NotWritable, m_path, {}, path + QStringLiteral(": ") + words, -1};
}

} // namespace kaunt
