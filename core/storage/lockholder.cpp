// SPDX-License-Identifier: MIT
#include "core/storage/lockholder.h"

#include <QCoreApplication>
#include <QFile>
#include <QList>

#include <algorithm>
#include <sys/stat.h>
#include <sys/sysmacros.h>

namespace kaunt {

namespace {

/// A file as /proc/locks names it: "fd:01:1234", device in hex and inode. Some file systems (btrfs, say) tell stat()
/// another device than the kernel has the lock on; such devices have no number of a driver, which is 0 here.
struct LockedFile {
    qint64 driver = 0;
    QByteArray device; ///< with the driver
    QByteArray inode;

    [[nodiscard]] bool isSame(const LockedFile& other) const
    {
        return inode == other.inode && (device == other.device || (driver == 0 && other.driver == 0));
    }
};

LockedFile lockedFileFrom(const QByteArray& text)
{
    const qsizetype end = text.lastIndexOf(':');
    const QByteArray device = text.left(end);
    constexpr int hex = 16;
    return {device.left(device.indexOf(':')).toLongLong(nullptr, hex), device, text.mid(end + 1)};
}

QList<LockedFile> lockedFilesOf(const QString& databasePath)
{
    QList<LockedFile> files;
    for (const char* suffix : {"", "-wal", "-shm"}) {
        struct stat status = {};
        if (::stat((QFile::encodeName(databasePath) + suffix).constData(), &status) != 0)
            continue;
        const QString device = QString::asprintf("%02x:%02x", major(status.st_dev), minor(status.st_dev));
        files.append(
            {qint64(major(status.st_dev)), device.toLatin1(), QByteArray::number(static_cast<quint64>(status.st_ino))});
    }
    return files;
}

QString nameOf(qint64 process)
{
    QFile file(QStringLiteral("/proc/%1/comm").arg(process));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).trimmed() : QString();
}

} // namespace

qint64 lockHolderIn(const QByteArray& locks, const QString& databasePath)
{
    // "1: POSIX  ADVISORY  WRITE 4711 fd:01:1234 120 120"; who waits for a lock has "->" in the second column.
    constexpr qsizetype kindColumn = 3;
    constexpr qsizetype processColumn = 4;
    constexpr qsizetype fileColumn = 5;
    const QList<LockedFile> files = lockedFilesOf(databasePath);
    const QList<QByteArray> lines = locks.split('\n');
    for (const QByteArray& line : lines) {
        const QList<QByteArray> columns = line.simplified().split(' ');
        if (columns.size() <= fileColumn || columns.at(kindColumn) != "WRITE")
            continue;
        const LockedFile locked = lockedFileFrom(columns.at(fileColumn));
        const qint64 process = columns.at(processColumn).toLongLong();
        // 0 or less is a process of another container.
        if (process > 0 && process != QCoreApplication::applicationPid() &&
            std::any_of(files.cbegin(), files.cend(), [&](const LockedFile& file) { return file.isSame(locked); }))
            return process;
    }
    return 0;
}

QString lockHolderOf(const QString& databasePath)
{
    QFile table(QStringLiteral("/proc/locks"));
    if (!table.open(QIODevice::ReadOnly))
        return {};
    const qint64 process = lockHolderIn(table.readAll(), databasePath);
    if (process == 0)
        return {};
    const QString name = nameOf(process);
    return QStringLiteral("%1 (process %2)").arg(name.isEmpty() ? QStringLiteral("?") : name).arg(process);
}

} // namespace kaunt
