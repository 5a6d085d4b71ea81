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
#include <memory>
#include <optional>
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

void tellThatItDidNotStart(QTextStream& out)
{
    out << "kauntctl did not start\n";
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

/// One line: the first start after the log's pages were forgotten, and the least, the median and the most of some more;
/// the median beside that on an empty log, where it is given. Is that median; nothing where it did not start.
std::optional<double> printStarts(BenchPeer& receiver, qint64 deliveries, std::optional<double> ofEmpty,
                                  QTextStream& out)
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
    if (cold < 0 || warm.front() < 0) {
        tellThatItDidNotStart(out);
        return std::nullopt;
    }
    const double median = warm.at(starts / 2);
    out << cell(QString::number(deliveries)) << cell(static_cast<double>(QFileInfo(log).size()) / mebi, 0)
        << cell(cold, 0) << cell(warm.front(), 0) << cell(median, 0) << cell(warm.back(), 0)
        << cell(median / ofEmpty.value_or(median), 2) << '\n';
    out.flush();
    return median;
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

/// One line; of its seconds, the ratio to those of the burst from several addresses where they are given. Is those
/// seconds; nothing where it did not start.
std::optional<double> printBurst(int addresses, std::optional<double> ofSeveral, bool& isWhole, QTextStream& out)
{
    constexpr int deliveries = 10'000;
    constexpr int connections = 200;
    const std::unique_ptr<BenchPeer> receiver = ownReceiver();
    if (!receiver->start()) {
        tellThatItDidNotStart(out);
        return std::nullopt;
    }
    const Posted posted = post({receiver->url(), deliveries, connections, addresses, 1});
    receiver->stop();
    const qint64 stored = storedIn(logFolderOf(*receiver));
    out << cell(QString::number(addresses)) << cell(QString::number(posted.accepted))
        << cell(QString::number(posted.otherwise)) << cell(QString::number(posted.unanswered))
        << cell(QString::number(stored)) << cell(posted.seconds, 2) << cell(posted.slowestMillis, 1)
        << cell(posted.seconds / ofSeveral.value_or(posted.seconds), 2) << '\n';
    out.flush();
    isWhole = isWhole && posted.accepted == deliveries && stored == deliveries;
    return posted.seconds;
}

} // namespace

bool measureMemory(int deliveries, QTextStream& out)
{
    constexpr int parts = 10;
    constexpr int connections = 64;
    const std::unique_ptr<BenchPeer> receiver = ownReceiver();
    if (!receiver->start()) {
        tellThatItDidNotStart(out);
        return false;
    }
    out << cell(QStringLiteral("deliveries")) << cell(QStringLiteral("RSS MiB")) << cell(QStringLiteral("peak MiB"))
        << cell(QStringLiteral("deliveries/s")) << cell(QStringLiteral("RSS × first")) << '\n';
    const int share = std::max(deliveries / parts, 1);
    double first = 0;
    for (int done = 0; done < deliveries; done += share) {
        const Posted posted = post({receiver->url(), share, connections, 1, static_cast<quint64>(done) + 1});
        if (posted.accepted != share) {
            out << "of " << share << " deliveries, " << posted.accepted << " were accepted\n";
            return false;
        }
        const ProcessUsage usage = usageOf(receiver->processId());
        const double resident = static_cast<double>(usage.residentBytes) / mebi;
        first = first > 0 ? first : resident;
        out << cell(QString::number(done + share)) << cell(resident, 1)
            << cell(static_cast<double>(usage.peakResidentBytes) / mebi, 1) << cell(share / posted.seconds, 0)
            << cell(resident / first, 2) << '\n';
        out.flush();
    }
    return true;
}

bool measureStart(qint64 deliveries, QTextStream& out)
{
    const std::unique_ptr<BenchPeer> receiver = ownReceiver();
    out << cell(QStringLiteral("deliveries")) << cell(QStringLiteral("log MiB")) << cell(QStringLiteral("cold ms"))
        << cell(QStringLiteral("least ms")) << cell(QStringLiteral("median ms")) << cell(QStringLiteral("most ms"))
        << cell(QStringLiteral("× empty")) << '\n';
    const SystemClock clock;
    const auto ofEmpty = printStarts(*receiver, 0, std::nullopt, out);
    if (!ofEmpty)
        return false;
    if (!fillLog(logFolderOf(*receiver), deliveries, clock)) {
        out << "the log could not be filled\n";
        return false;
    }
    return printStarts(*receiver, deliveries, ofEmpty, out).has_value();
}

bool measureBurst(int rounds, QTextStream& out)
{
    out << cell(QStringLiteral("addresses")) << cell(QStringLiteral("answered 200"))
        << cell(QStringLiteral("otherwise")) << cell(QStringLiteral("unanswered")) << cell(QStringLiteral("in the log"))
        << cell(QStringLiteral("seconds")) << cell(QStringLiteral("slowest ms")) << cell(QStringLiteral("× several"))
        << '\n';
    bool isWhole = true;
    for (int round = 0; round < rounds; ++round) {
        constexpr int several = 8;
        const auto ofSeveral = printBurst(several, std::nullopt, isWhole, out);
        if (!ofSeveral || !printBurst(1, ofSeveral, isWhole, out))
            return false;
    }
    return isWhole;
}

} // namespace kaunt::bench
