// SPDX-License-Identifier: MIT
#include "tests/bench/wrkrun.h"

#include <QProcess>
#include <QProcessEnvironment>
#include <QRegularExpression>

namespace kaunt::bench {

std::optional<WrkResult> runWrk(const QUrl& url, const QString& bodies, int connections, int seconds)
{
    QProcess wrk;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("KAUNT_BENCH_BODIES"), bodies);
    wrk.setProcessEnvironment(environment);
    wrk.start(QStringLiteral("wrk"),
              {QStringLiteral("-t1"), QStringLiteral("-c%1").arg(connections), QStringLiteral("-d%1s").arg(seconds),
               QStringLiteral("--timeout"), QStringLiteral("10s"), QStringLiteral("-s"),
               QStringLiteral(KAUNT_SOURCE_DIR "/tests/bench/peers/post.lua"), url.toString()});
    constexpr int spare = 60'000;
    if (!wrk.waitForFinished(seconds * 1000 + spare) || wrk.exitCode() != 0)
        return std::nullopt;
    // The last line is the script's: requests, microseconds, p50, p99 in microseconds, not accepted.
    static const QRegularExpression line(QStringLiteral("RESULT (\\d+) (\\d+) ([\\d.]+) ([\\d.]+) (\\d+)"));
    const auto match = line.match(QString::fromUtf8(wrk.readAllStandardOutput()));
    if (!match.hasMatch())
        return std::nullopt;
    constexpr double micro = 1e-6;
    constexpr double milli = 1e-3;
    return WrkResult{match.captured(1).toLongLong(), match.captured(2).toDouble() * micro,
                     match.captured(3).toDouble() * milli, match.captured(4).toDouble() * milli,
                     match.captured(5).toLongLong()};
}

} // namespace kaunt::bench
