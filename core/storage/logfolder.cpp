// SPDX-License-Identifier: MIT
#include "core/storage/logfolder.h"

#include "core/owneronly.h"

#include <QDir>
#include <QFile>

#include <utility>

namespace kaunt {

LogFolder::LogFolder(const QString& directory)
    : m_directory(QDir(directory).absolutePath())
    , m_lock(m_directory + QStringLiteral("/events.lock"))
{
    // By its age alone no lock is stale: a monitor runs for months. That its process is gone is found out anyway.
    m_lock.setStaleLockTime(0);
}

LogFolder::~LogFolder() = default;

QString LogFolder::databasePath() const
{
    return m_directory + QStringLiteral("/events.sqlite");
}

Result<void, LogError> LogFolder::lock()
{
    if (m_lock.tryLock(0)) {
        QFile::setPermissions(m_lock.fileName(), ownersFile);
        return {};
    }
    if (m_lock.error() != QLockFile::LockFailedError)
        return failure(LogError{LogError::Code::NotWritable, databasePath(), {}, {}});
    qint64 process = 0;
    QString host;
    QString program;
    LogError error{LogError::Code::LockedByOther, databasePath(), {}, m_lock.fileName()};
    if (m_lock.getLockInfo(&process, &host, &program))
        error.owner = QStringLiteral("%1 (process %2)").arg(program).arg(process);
    return failure(std::move(error));
}

void LogFolder::unlock()
{
    m_lock.unlock();
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
