// SPDX-License-Identifier: MIT
#include "tests/bench/processusage.h"

#include "tests/support/filecontent.h"

#include <QDir>
#include <QList>

#include <unistd.h>

namespace kaunt::bench {

namespace {

using test::contentOf;

QList<qint64> childrenOf(qint64 processId)
{
    const QString folder = QStringLiteral("/proc/%1/task").arg(processId);
    QList<qint64> children;
    const QStringList tasks = QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString& task : tasks) {
        const QList<QByteArray> ids = contentOf(folder + u'/' + task + QStringLiteral("/children")).split(' ');
        for (const QByteArray& id : ids) {
            if (!id.isEmpty())
                children.append(id.toLongLong());
        }
    }
    return children;
}

qint64 statusBytes(const QByteArray& status, const QByteArray& name)
{
    const qsizetype at = status.indexOf('\n' + name + ':');
    if (at < 0)
        return 0;
    const qsizetype start = at + name.size() + 2;
    constexpr qint64 kibi = 1024;
    return status.mid(start, status.indexOf(" kB", start) - start).trimmed().toLongLong() * kibi;
}

} // namespace

ProcessUsage usageOf(qint64 processId)
{
    const QString folder = QStringLiteral("/proc/%1").arg(processId);
    const QByteArray stat = contentOf(folder + QStringLiteral("/stat"));
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    constexpr int userTime = 11; // the 14th field, and the three that follow: system time, and both of the children
    ProcessUsage usage;
    for (int i = userTime; i < userTime + 4 && i < fields.size(); ++i)
        usage.cpuSeconds += fields.at(i).toDouble() / static_cast<double>(::sysconf(_SC_CLK_TCK));
    const QByteArray status = contentOf(folder + QStringLiteral("/status"));
    usage.residentBytes = statusBytes(status, "VmRSS");
    usage.peakResidentBytes = statusBytes(status, "VmHWM");
    const QList<qint64> children = childrenOf(processId);
    for (const qint64 child : children) {
        const ProcessUsage more = usageOf(child);
        usage.cpuSeconds += more.cpuSeconds;
        usage.residentBytes += more.residentBytes;
    }
    return usage;
}

} // namespace kaunt::bench
