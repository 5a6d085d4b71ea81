// SPDX-License-Identifier: MIT
#include "core/storage/folderlock.h"

#include "core/owneronly.h"

#include <QCoreApplication>
#include <QFile>
#include <QSysInfo>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace kaunt {

namespace {

int flockOf(int file)
{
    int result = 0;
    do
        result = ::flock(file, LOCK_EX | LOCK_NB);
    while (result != 0 && errno == EINTR);
    return result == 0 ? 0 : errno;
}

} // namespace

FolderLock::FolderLock(const QString& path)
    : m_path(path)
    , m_textual(path)
{
    // By its age alone no lock is stale: a monitor runs for months. That its process is gone is found out anyway.
    m_textual.setStaleLockTime(0);
}

FolderLock::~FolderLock()
{
    unlock();
}

FolderLock::Outcome FolderLock::lock()
{
    if (m_file >= 0 && !isStillAt(m_file))
        ::close(std::exchange(m_file, -1));
    if (m_file >= 0 || m_textual.isLocked())
        return Outcome::Locked;
    const auto byKernel = lockByKernel();
    return byKernel ? *byKernel : lockByText();
}

/// Nothing where the file system has no locks.
std::optional<FolderLock::Outcome> FolderLock::lockByKernel()
{
    const QByteArray path = QFile::encodeName(m_path);
    while (true) {
        const int file = ::open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
        if (file < 0)
            return Outcome::Failed;
        const int error = flockOf(file);
        // Who unlocks removes the file; it may have been that one.
        if (error == 0 && !isStillAt(file)) {
            ::close(file);
            continue;
        }
        if (error == 0) {
            m_file = file;
            writeOwner();
            return Outcome::Locked;
        }
        struct stat status = {};
        const bool isEmpty = ::fstat(file, &status) == 0 && status.st_size == 0;
        ::close(file);
        if (error == EWOULDBLOCK)
            return Outcome::LockedByOther;
        if (isEmpty) // made here: QLockFile would take it for somebody's
            ::unlink(path.constData());
        return std::nullopt;
    }
}

FolderLock::Outcome FolderLock::lockByText()
{
    if (m_textual.tryLock(0)) {
        QFile::setPermissions(m_path, ownersFile);
        return Outcome::Locked;
    }
    return m_textual.error() == QLockFile::LockFailedError ? Outcome::LockedByOther : Outcome::Failed;
}

bool FolderLock::isStillAt(int file) const
{
    struct stat opened = {};
    struct stat there = {};
    return ::fstat(file, &opened) == 0 && ::stat(QFile::encodeName(m_path).constData(), &there) == 0 &&
           opened.st_dev == there.st_dev && opened.st_ino == there.st_ino;
}

/// Where the disk is full, say, a message has to do without.
void FolderLock::writeOwner() const
{
    const QByteArray text = QByteArray::number(QCoreApplication::applicationPid()) + '\n' +
                            QCoreApplication::applicationName().toUtf8() + '\n' + QSysInfo::machineHostName().toUtf8() +
                            '\n' + QSysInfo::machineUniqueId() + '\n' + QSysInfo::bootUniqueId() + '\n';
    (void)::fchmod(m_file, S_IRUSR | S_IWUSR);
    if (::ftruncate(m_file, 0) == 0 &&
        ::pwrite(m_file, text.constData(), static_cast<size_t>(text.size()), 0) != text.size()) {
        [[maybe_unused]] const int emptied = ::ftruncate(m_file, 0);
    }
}

void FolderLock::unlock()
{
    if (m_file >= 0) {
        if (isStillAt(m_file))
            ::unlink(QFile::encodeName(m_path).constData()); // while it is ours
        ::close(std::exchange(m_file, -1));
    }
    m_textual.unlock();
}

QString FolderLock::owner() const
{
    qint64 process = 0;
    QString host;
    QString program;
    if (!m_textual.getLockInfo(&process, &host, &program))
        return {};
    return QStringLiteral("%1 (process %2)").arg(program).arg(process);
}

} // namespace kaunt
