// SPDX-License-Identifier: MIT
#include "core/storage/lockholder.h"

#include <QCoreApplication>
#include <QFile>
#include <QSet>

#include <sys/stat.h>

namespace kaunt {

namespace {

QSet<QByteArray> inodesOf(const QString& databasePath)
{
    QSet<QByteArray> inodes;
    for (const char* suffix : {"", "-wal", "-shm"}) {
        struct stat status = {};
        if (::stat((QFile::encodeName(databasePath) + suffix).constData(), &status) == 0)
            inodes.insert(QByteArray::number(static_cast<quint64>(status.st_ino)));
    }
    return inodes;
}

QString nameOf(qint64 process)
{
    QFile file(QStringLiteral("/proc/%1/comm").arg(process));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).trimmed() : QString();
}

} // namespace

QString lockHolderOf(const QString& databasePath)
{
    // "1: POSIX  ADVISORY  WRITE 4711 fd:01:1234 120 120"; who waits for a lock has "->" in the second column.
    constexpr qsizetype kindColumn = 3;
    constexpr qsizetype processColumn = 4;
    constexpr qsizetype fileColumn = 5;
    QFile table(QStringLiteral("/proc/locks"));
    if (!table.open(QIODevice::ReadOnly))
        return {};
    const QSet<QByteArray> inodes = inodesOf(databasePath);
    const QList<QByteArray> lines = table.readAll().split('\n');
    for (const QByteArray& line : lines) {
        const QList<QByteArray> columns = line.simplified().split(' ');
        if (columns.size() <= fileColumn || columns.at(kindColumn) != "WRITE")
            continue;
        const QByteArray& file = columns.at(fileColumn);
        const qint64 process = columns.at(processColumn).toLongLong();
        // 0 or less is a process of another container.
        if (process <= 0 || process == QCoreApplication::applicationPid() ||
            !inodes.contains(file.mid(file.lastIndexOf(':') + 1)))
            continue;
        const QString name = nameOf(process);
        return QStringLiteral("%1 (process %2)").arg(name.isEmpty() ? QStringLiteral("?") : name).arg(process);
    }
    return {};
}

} // namespace kaunt
