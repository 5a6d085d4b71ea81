// SPDX-License-Identifier: MIT
#include "core/storage/logfolder.h"

#include "core/owneronly.h"
#include "core/storage/replaykey.h"
#include "core/storage/searchindex.h"
#include "core/syncfolder.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

#include <cstdio>
#include <utility>

namespace kaunt {

namespace {

/// Moves the damaged log back that a salvage had moved away, where it was ended before it had the new one in its place:
/// where a file can't have two names there is none for a moment. Its copy is the last to go.
void takeBackMoved(const QString& path)
{
    const QFileInfo log(path);
    const QStringList kept =
        log.dir().entryList({log.fileName() + QStringLiteral(".damaged-*Z")}, QDir::Files, QDir::Name);
    if (kept.isEmpty() || !QFile::exists(path + QStringLiteral(".salvaging")))
        return;
    const QByteArray newest = QFile::encodeName(log.dir().filePath(kept.constLast()));
    const QByteArray place = QFile::encodeName(path);
    // First, as SQLite deletes one that it finds beside an empty file; and on the disk first: without it the log lacks
    // what was answered last.
    (void)std::rename((newest + "-wal").constData(), (place + "-wal").constData());
    syncFolder(log.absolutePath());
    (void)std::rename(newest.constData(), place.constData());
    syncFolder(log.absolutePath());
}

} // namespace

LogFolder::LogFolder(const QString& directory)
    : m_directory(QDir(directory).absolutePath())
    , m_lock(m_directory + u'/' + lockName)
{
}

LogFolder::~LogFolder() = default;

QString LogFolder::databasePath() const
{
    return m_directory + u'/' + databaseName;
}

qint64 LogFolder::bytesFree() const
{
    return QStorageInfo(m_directory).bytesAvailable();
}

Result<void, LogError> LogFolder::lock()
{
    switch (m_lock.lock()) {
    case FolderLock::Outcome::Locked:
        return {};
    case FolderLock::Outcome::LockedByOther:
        return failure(LogError{.code = LogError::Code::LockedByOther,
                                .path = databasePath(),
                                .owner = m_lock.owner(),
                                .detail = m_lock.path()});
    case FolderLock::Outcome::Failed:
        break;
    }
    return failure(LogError{.code = LogError::Code::NotWritable, .path = databasePath()});
}

void LogFolder::unlock()
{
    m_lock.unlock();
}

Result<void, LogError> LogFolder::restore()
{
    if (auto made = makeFolder(); !made)
        return made;
    if (auto locked = lock(); !locked)
        return locked;
    return makeDatabaseFile();
}

Result<void, LogError> LogFolder::makeFolder() const
{
    if (!makeOwnersFolder(m_directory))
        return failure(LogError{.code = LogError::Code::NotWritable, .path = databasePath()});
    return {};
}

Result<void, LogError> LogFolder::makeDatabaseFile() const
{
    QFile file(databasePath());
    if (!file.exists())
        takeBackMoved(file.fileName());
    if (file.exists()) {
        file.setPermissions(ownersFile);
        return {};
    }
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, ownersFile))
        return failure(
            LogError{.code = LogError::Code::NotWritable, .path = databasePath(), .detail = file.errorString()});
    return {};
}

bool LogFolder::isEmptied() const
{
    const QFileInfo log(databasePath());
    if (!log.exists() || log.size() > 0 || QFileInfo(databasePath() + QStringLiteral("-wal")).size() > 0)
        return false;
    return QFileInfo(SearchIndex::pathIn(m_directory)).size() > 0 || !readReplayKey(m_directory).isEmpty();
}

QString LogFolder::keptPath(const QString& why, qint64 utcMillis) const
{
    for (;; ++utcMillis) {
        const QString stamp =
            QDateTime::fromMSecsSinceEpoch(utcMillis, Qt::UTC).toString(QStringLiteral("yyyyMMdd'T'HHmmsszzz'Z'"));
        QString path = databasePath() + u'.' + why + u'-' + stamp;
        if (!QFile::exists(path) && !QFile::exists(path + QStringLiteral("-wal")))
            return path;
    }
}

Result<void, LogError> LogFolder::putWriteAheadLogAside(qint64 utcMillis) const
{
    QFile log(databasePath() + QStringLiteral("-wal"));
    const QString kept = keptPath(QStringLiteral("replaced"), utcMillis) + QStringLiteral("-wal");
    if (log.exists() && !(log.size() == 0 ? log.remove() : log.rename(kept)))
        return failure(
            LogError{.code = LogError::Code::NotWritable, .path = databasePath(), .detail = log.errorString()});
    // Its index, which SQLite makes anew of the write-ahead log that is there.
    QFile::remove(databasePath() + QStringLiteral("-shm"));
    // Back after a power cut, it would be taken for that of the file in its place.
    syncFolder(m_directory);
    return {};
}

QString LogFolder::damageMark() const
{
    return m_directory + QStringLiteral("/events.damaged");
}

void LogFolder::markDamaged() const
{
    QFile file(damageMark());
    if (file.open(QIODevice::WriteOnly | QIODevice::NewOnly, ownersFile))
        syncFolder(m_directory);
}

bool LogFolder::isMarkedDamaged() const
{
    return QFile::exists(damageMark());
}

void LogFolder::unmarkDamaged() const
{
    if (QFile::remove(damageMark()))
        syncFolder(m_directory);
}

} // namespace kaunt
