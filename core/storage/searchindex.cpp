// SPDX-License-Identifier: MIT
#include "core/storage/searchindex.h"

#include "core/owneronly.h"
#include "core/storage/logfolder.h"
#include "core/storage/logstatement.h"
#include "core/storage/searchtables.h"
#include "core/storage/searchupkeep.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

/// Of the tables and of what their rows hold. An index of another version is made anew.
constexpr qint64 searchVersion = 5;
constexpr qint64 resourceSegmentBytes = qint64{8} << 20;
constexpr qint64 enoughBytes = qint64{4} << 20; ///< at a time: the end of a program waits for it

QString quoted(QString path)
{
    return u'\'' + path.replace(u'\'', QStringLiteral("''")) + u'\'';
}

void removeFiles(const QString& path)
{
    for (const char* suffix : {"", "-wal", "-shm"})
        QFile::remove(path + QLatin1String(suffix));
}

/// Whether it says that the file is no index of ours, and not that it, or the log, can't be used just now.
bool isToBeReplaced(const LogError& error, const QString& path)
{
    using Code = LogError::Code;
    return error.path == path && (error.code == Code::Damaged || error.code == Code::Failed);
}

} // namespace

QString searchSegmentName(qint64 segment)
{
    return QStringLiteral("text_%1").arg(segment);
}

QString searchResourcesName(qint64 first)
{
    return QStringLiteral("resources_%1").arg(first);
}

QString searchIndexFits(const QString& search, const QString& log)
{
    return QStringLiteral("SELECT count(*) FROM %1.progress p, %2.identity i, %2.totals t WHERE p.version = %3"
                          " AND p.log = i.log AND p.number <= t.last_number"
                          " AND NOT EXISTS (SELECT 1 FROM %2.deliveries d WHERE d.number = p.number"
                          " AND d.received_at <> p.received_at)"
                          " AND p.resource <= coalesce((SELECT max(seq) FROM %2.sqlite_sequence"
                          " WHERE name = 'resources'), 0)"
                          " AND NOT EXISTS (SELECT 1 FROM %2.resources r WHERE r.id = p.resource"
                          " AND r.fetched_at <> p.fetched_at)")
        .arg(search, log)
        .arg(searchVersion);
}

QString SearchIndex::pathIn(const QString& directory)
{
    return QDir(directory).absoluteFilePath(fileName);
}

SearchIndex::SearchIndex(std::unique_ptr<LogDatabase> database)
    : m_database(std::move(database))
{
}

Result<std::unique_ptr<SearchIndex>, LogError> SearchIndex::open(const QString& directory,
                                                                 std::chrono::milliseconds patience)
{
    const QString logPath = LogFolder(directory).databasePath();
    if (!QFile::exists(logPath))
        return failure(LogError{.code = LogError::Code::NotFound, .path = logPath});
    const QString path = pathIn(directory);
    auto index = openFile(path, logPath, patience);
    if (index || !isToBeReplaced(index.error(), path))
        return index;
    removeFiles(path);
    return openFile(path, logPath, patience);
}

Result<std::unique_ptr<SearchIndex>, LogError> SearchIndex::openFile(const QString& path, const QString& logPath,
                                                                     std::chrono::milliseconds patience)
{
    // One that is there is not opened: with each file that is closed, all locks go that this process has on it, those
    // of connections that read (https://www.sqlite.org/howtocorrupt.html section 2.2).
    QFile file(path);
    const bool isThere = QFileInfo(path).isFile() || file.open(QIODevice::WriteOnly | QIODevice::NewOnly, ownersFile);
    if (!isThere || !file.setPermissions(ownersFile))
        return failure(LogError{.code = LogError::Code::NotWritable, .path = path, .detail = file.errorString()});
    file.close();
    auto database = LogDatabase::open(path, LogDatabase::Access::Write, patience);
    if (!database)
        return failure(database.error());
    std::unique_ptr<SearchIndex> index(new SearchIndex(std::move(*database)));
    if (auto prepared = index->prepare(logPath); !prepared)
        return failure(prepared.error());
    return index;
}

Result<void, LogError> SearchIndex::prepare(const QString& logPath)
{
    // It is made from the log again where a power cut takes a part of it, so no commit waits for the disk.
    const QStringList pragmas{
        QStringLiteral("PRAGMA auto_vacuum = INCREMENTAL"), QStringLiteral("PRAGMA journal_mode = WAL"),
        QStringLiteral("PRAGMA synchronous = NORMAL"), QStringLiteral("PRAGMA journal_size_limit = 16777216")};
    if (auto done = runAll(*m_database, pragmas); !done)
        return done;
    if (auto done = m_database->execute(QStringLiteral("ATTACH %1 AS log").arg(quoted(logPath))); !done) {
        LogError error = done.error();
        error.path = logPath;
        return failure(error);
    }
    const auto tables = m_database->number(QStringLiteral("SELECT count(*) FROM main.sqlite_master"));
    if (!tables)
        return failure(tables.error());
    if (*tables == 0) {
        if (auto made = makeTables(); !made)
            return made;
    } else {
        const auto fits = m_database->number(searchIndexFits(QStringLiteral("main"), QStringLiteral("log")));
        if (!fits)
            return failure(fits.error());
        if (*fits == 0)
            return failure(LogError{
                .code = LogError::Code::Damaged, .path = m_database->path(), .detail = QStringLiteral("other log")});
    }
    return m_database->execute(QStringLiteral("CREATE TABLE IF NOT EXISTS main.thinned (name TEXT PRIMARY KEY)"));
}

Result<void, LogError> SearchIndex::makeTables() const
{
    LogTransaction transaction(*m_database, LogTransaction::Lock::Deferred);
    if (auto done = transaction.begin(); !done)
        return done;
    const QStringList statements{
        QStringLiteral("CREATE TABLE main.progress (id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL,"
                       " log TEXT NOT NULL, number INTEGER NOT NULL, received_at INTEGER NOT NULL,"
                       " resource INTEGER NOT NULL, fetched_at INTEGER NOT NULL)"),
        QStringLiteral("INSERT INTO main.progress SELECT 1, %1, log, 0, 0, 0, 0 FROM log.identity").arg(searchVersion),
        QStringLiteral("CREATE TABLE main.segments (segment INTEGER PRIMARY KEY)"),
        QStringLiteral("CREATE TABLE main.resource_segments (first INTEGER PRIMARY KEY, last INTEGER NOT NULL,"
                       " bytes INTEGER NOT NULL)")};
    if (auto done = runAll(*m_database, statements); !done)
        return done;
    return transaction.commit();
}

Result<bool, LogError> SearchIndex::catchUp(int most)
{
    LogTransaction transaction(*m_database, LogTransaction::Lock::Deferred);
    if (auto done = transaction.begin(); !done)
        return failure(done.error());
    auto deliveries = addDeliveries(most);
    if (!deliveries)
        return deliveries;
    auto resources = addResources(most);
    if (!resources)
        return resources;
    if (auto done = transaction.commit(); !done)
        return failure(done.error());
    // Now and then: where more comes than can be taken in, there is no end after which to do it.
    if (std::exchange(m_hasBegunSegment, false)) {
        if (auto done = dropRemoved(); !done)
            return failure(done.error());
    }
    return *deliveries || *resources;
}

Result<bool, LogError> SearchIndex::addDeliveries(int most)
{
    const auto first = m_database->number(QStringLiteral("SELECT coalesce(min(number), 0) FROM log.deliveries"
                                                         " WHERE number > (SELECT number FROM main.progress)"));
    if (!first)
        return failure(first.error());
    if (*first == 0)
        return false;
    const qint64 segment = *first / searchSegmentSize;
    const qint64 end = std::min((segment + 1) * searchSegmentSize, *first + most);
    const auto last = m_database->number(
        QStringLiteral("SELECT max(number) FROM (SELECT number, sum(body_bytes) OVER (ORDER BY number) - body_bytes"
                       " AS bytes_before FROM log.deliveries WHERE number >= ? AND number < ?) WHERE bytes_before < ?"),
        {*first, end, enoughBytes});
    if (!last)
        return failure(last.error());
    const auto isKnown =
        m_database->number(QStringLiteral("SELECT count(*) FROM main.segments WHERE segment = ?"), {segment});
    if (!isKnown)
        return failure(isKnown.error());
    m_hasBegunSegment = *isKnown == 0;
    const QString name = searchSegmentName(segment);
    const QString range = QStringLiteral("d.number >= %1 AND d.number <= %2").arg(*first).arg(*last);
    const QStringList statements{
        createTextTable(name), QStringLiteral("INSERT OR IGNORE INTO main.segments VALUES (%1)").arg(segment),
        fillTextTable(name, range),
        QStringLiteral("UPDATE main.progress SET (number, received_at) = (SELECT d.number, d.received_at"
                       " FROM log.deliveries d WHERE %1 ORDER BY d.number DESC LIMIT 1)")
            .arg(range)};
    if (auto done = runAll(*m_database, statements); !done)
        return failure(done.error());
    return true;
}

Result<qint64, LogError> SearchIndex::resourceSegmentFor(qint64 next)
{
    auto open =
        m_database->number(QStringLiteral("SELECT coalesce(max(first), 0) FROM main.resource_segments WHERE bytes < %1"
                                          " AND first = (SELECT max(first) FROM main.resource_segments)")
                               .arg(resourceSegmentBytes));
    if (!open || *open > 0)
        return open;
    const QStringList statements{createResourcesTable(searchResourcesName(next)),
                                 QStringLiteral("INSERT INTO main.resource_segments VALUES (%1, %1, 0)").arg(next)};
    if (auto done = runAll(*m_database, statements); !done)
        return failure(done.error());
    return next;
}

Result<bool, LogError> SearchIndex::addResources(int most)
{
    LogStatement following(
        *m_database,
        QStringLiteral("SELECT min(id), max(id) FROM (SELECT id, sum(bytes) OVER (ORDER BY id) - bytes AS bytes_before"
                       " FROM (SELECT id, length(body) AS bytes FROM log.resources WHERE id >"
                       " (SELECT resource FROM main.progress) ORDER BY id LIMIT ?)) WHERE bytes_before < ?"));
    const auto ends = following.first({most, enoughBytes}, [](const LogStatement& row) {
        return std::pair(row.value(0).toLongLong(), row.value(1).toLongLong());
    });
    if (!ends)
        return failure(ends.error());
    const auto [next, last] = ends->value_or(std::pair<qint64, qint64>());
    if (last == 0)
        return false;
    const auto segment = resourceSegmentFor(next);
    if (!segment)
        return failure(segment.error());
    const QString range = resourcesBetween(next, last);
    const QStringList statements{
        fillResourcesTable(searchResourcesName(*segment), range),
        QStringLiteral("UPDATE main.resource_segments SET last = %1, bytes = bytes + (SELECT sum(length(body)) %2)"
                       " WHERE first = %3")
            .arg(last)
            .arg(range)
            .arg(*segment),
        QStringLiteral("UPDATE main.progress SET (resource, fetched_at) = (SELECT id, fetched_at FROM log.resources"
                       " WHERE id = %1)")
            .arg(last)};
    if (auto done = runAll(*m_database, statements); !done)
        return failure(done.error());
    return true;
}

Result<void, LogError> SearchIndex::dropRemoved()
{
    return SearchUpkeep(*m_database).run();
}

} // namespace kaunt
