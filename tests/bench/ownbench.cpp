// SPDX-License-Identifier: MIT
#include "tests/bench/ownbench.h"

#include "core/clock.h"
#include "core/storage/logqueries.h"
#include "tests/bench/benchlog.h"
#include "tests/bench/benchpeer.h"
#include "tests/bench/posting.h"
#include "tests/bench/processusage.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QTextStream>

#include <algorithm>
#include <fcntl.h>
#include <unistd.h>
#include <vector>

namespace kaunt::bench {

namespace {

constexpr double mebi = 1024.0 * 1024.0;

QString cell(const QString& text)
{
    constexpr int width = 13;
    return text.rightJustified(width);
}

QString cell(double value, int decimals)
{
    return cell(QString::number(value, 'f', decimals));
}

QString logFolderOf(const BenchPeer& receiver)
{
    return receiver.folder() + QStringLiteral("/data");
}

/// Out of the page cache, as after a restart of the machine.
void forgetPages(const QString& path)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return;
    ::fdatasync(file);
    ::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
    ::close(file);
}

/// Milliseconds until it listens; negative where it does not. It is ended again.
double startMillis(BenchPeer& receiver)
{
    constexpr double nanosPerMilli = 1e6;
    QElapsedTimer time;
    time.start();
    const bool hasStarted = receiver.start();
    const double millis = static_cast<double>(time.nsecsElapsed()) / nanosPerMilli;
    receiver.stop();
    return hasStarted ? millis : -1;
}

/// One line: the first start after the log's pages were forgotten, and the least, the median and the most of some more.
bool printStarts(BenchPeer& receiver, qint64 deliveries, QTextStream& out)
{
    constexpr int starts = 9;
    const QString log = logFolderOf(receiver) + QStringLiteral("/events.sqlite");
    forgetPages(log);
    const double cold = startMillis(receiver);
    std::vector<double> warm;
    warm.reserve(starts);
    for (int i = 0; i < starts; ++i)
        warm.push_back(startMillis(receiver));
    std::sort(warm.begin(), warm.end());
    if (cold < 0 || warm.front() < 0)
        return false;
    out << cell(QString::number(deliveries)) << cell(static_cast<double>(QFileInfo(log).size()) / mebi, 0)
        << cell(cold, 0) << cell(warm.front(), 0) << cell(warm.at(starts / 2), 0) << cell(warm.back(), 0) << '\n';
    out.flush();
    return true;
}

qint64 storedIn(const QString& folder)
{
    const SystemClock clock;
    const auto log = LogQueries::open(folder, clock);
    if (!log)
        return -1;
    const auto numbers = (*log)->numbers({});
    return numbers ? numbers->size() : -1;
}

} // namespace

bool measureMemory(int deliveries, QTextStream& out)
{
    constexpr int parts = 10;
    constexpr int connections = 64;
    const std::unique_ptr<BenchPeer> receiver = ownReceiver();
    if (!receiver->start())
        return false;
    out << cell(QStringLiteral("deliveries")) << cell(QStringLiteral("RSS MiB")) << cell(QStringLiteral("peak MiB"))
        << cell(QStringLiteral("deliveries/s")) << '\n';
    const int share = std::max(deliveries / parts, 1);
    for (int done = 0; done < deliveries; done += share) {
        const Posted posted = post({receiver->url(), share, connections, 1, static_cast<quint64>(done) + 1});
        if (posted.accepted != share)
            return false;
        const ProcessUsage usage = usageOf(receiver->processId());
        out << cell(QString::number(done + share)) << cell(static_cast<double>(usage.residentBytes) / mebi, 1)
            << cell(static_cast<double>(usage.peakResidentBytes) / mebi, 1) << cell(share / posted.seconds, 0) << '\n';
        out.flush();
    }
    return true;
}

bool measureStart(qint64 deliveries, QTextStream& out)
{
    const std::unique_ptr<BenchPeer> receiver = ownReceiver();
    out << cell(QStringLiteral("deliveries")) << cell(QStringLiteral("log MiB")) << cell(QStringLiteral("cold ms"))
        << cell(QStringLiteral("least ms")) << cell(QStringLiteral("median ms")) << cell(QStringLiteral("most ms"))
        << '\n';
    const SystemClock clock;
    return printStarts(*receiver, 0, out) && fillLog(logFolderOf(*receiver), deliveries, clock) &&
           printStarts(*receiver, deliveries, out);
}

bool measureBurst(int rounds, QTextStream& out)
{
    constexpr int deliveries = 10'000;
    constexpr int connections = 200;
    constexpr int addresses = 8;
    out << cell(QStringLiteral("answered 200")) << cell(QStringLiteral("otherwise"))
        << cell(QStringLiteral("unanswered")) << cell(QStringLiteral("in the log")) << cell(QStringLiteral("seconds"))
        << cell(QStringLiteral("slowest ms")) << '\n';
    bool isWhole = true;
    for (int round = 0; round < rounds; ++round) {
        const std::unique_ptr<BenchPeer> receiver = ownReceiver();
        if (!receiver->start())
            return false;
        const Posted posted = post({receiver->url(), deliveries, connections, addresses, 1});
        receiver->stop();
        const qint64 stored = storedIn(logFolderOf(*receiver));
        out << cell(QString::number(posted.accepted)) << cell(QString::number(posted.otherwise))
            << cell(QString::number(posted.unanswered)) << cell(QString::number(stored)) << cell(posted.seconds, 2)
            << cell(posted.slowestMillis, 1) << '\n';
        out.flush();
        isWhole = isWhole && posted.accepted == deliveries && stored == deliveries;
    }
    return isWhole;
}

} // namespace kaunt::bench
