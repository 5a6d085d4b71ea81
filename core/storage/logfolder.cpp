// SPDX-License-Identifier: MIT
#include "core/storage/logfolder.h"

#include "core/owneronly.h"

#include <QDir>
#include <QFile>
#include <QStorageInfo>

#include <utility>

namespace kaunt {

LogFolder::LogFolder(const QString& directory)
    : m_directory(QDir(directory).absolutePath())
    , m_lock(m_directory + QStringLiteral("/events.lock"))
{
}

LogFolder::~LogFolder() = default;

QString LogFolder::databasePath() const
{
    return m_directory + QStringLiteral("/events.sqlite");
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
        return failure(LogError{LogError::Code::LockedByOther, databasePath(), m_lock.owner(), m_lock.path()});
    case FolderLock::Outcome::Failed:
        break;
    }
    return failure(LogError{LogError::Code::NotWritable, databasePath(), {}, {}});
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
        return failure(LogError{LogError::Code::NotWritable, databasePath(), {}, {}});
    return {};
}

Result<void, LogError> LogFolder::makeDatabaseFile() const
{
    QFile file(databasePath());
    if (file.exists()) {
        file.setPermissions(ownersFile);
        return {};
    }
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, ownersFile))
        return failure(LogError{LogError::Code::NotWritable, databasePath(), {}, file.errorString()});
    return {};
}

QString LogFolder::damageMark() const
{
    return m_directory + QStringLiteral("/events.damaged");
}

void LogFolder::markDamaged() const
{
    QFile file(damageMark());
    (void)file.open(QIODevice::WriteOnly | QIODevice::NewOnly, ownersFile);
}

bool LogFolder::isMarkedDamaged() const
{
    return QFile::exists(damageMark());
}

void LogFolder::unmarkDamaged() const
{
    QFile::remove(damageMark());
}

} // namespace kaunt
