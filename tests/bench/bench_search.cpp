// SPDX-License-Identifier: MIT
#include "core/clock.h"
#include "core/storage/deliveryscan.h"
#include "core/storage/jump.h"
#include "core/storage/searchindex.h"
#include "tests/bench/benchlog.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTextStream>

#include <algorithm>

using namespace kaunt;

namespace {

/// How long it takes to the first part and to the end, the numbers found, and the longest part: nothing cancels faster.
void measure(QTextStream& out, const LogQueries& log, const QString& filter)
{
    QElapsedTimer time;
    time.start();
    qint64 first = -1;
    qint64 longest = 0;
    qint64 begun = 0;
    qsizetype found = 0;
    for (qint64 before = 0;;) {
        const auto part = log.scan({*parseFilter(filter), DeliveryQuery::Quick::All, true}, before, 40);
        if (!part)
            return;
        found += part->numbers.size();
        const qint64 now = time.elapsed();
        longest = std::max(longest, now - begun);
        begun = now;
        if (first < 0)
            first = now;
        if (part->isFinished)
            break;
        before = part->searchedTo;
    }
    out << QStringLiteral("%1 first %2 ms, all %3 ms, longest part %4 ms, %5 found\n")
               .arg(filter, -40)
               .arg(first)
               .arg(time.elapsed())
               .arg(longest)
               .arg(found);
    out.flush();
}

/// A jump to its end, over as much of the log as its filter makes it go.
void measureJump(QTextStream& out, const LogQueries& log, const QString& name, const Jump& jump, const QString& filter)
{
    QElapsedTimer time;
    time.start();
    qint64 longest = 0;
    JumpPart part{0, jump.delivery, false};
    while (!part.isFinished) {
        const qint64 begun = time.elapsed();
        const auto answer = log.nearest({*parseFilter(filter), {}, true}, jump, part.searchedTo, 40);
        if (!answer)
            return;
        part = *answer;
        longest = std::max(longest, time.elapsed() - begun);
    }
    out << QStringLiteral("jump to %1 to %2: %3 ms, longest part %4 ms\n")
               .arg(name)
               .arg(part.number)
               .arg(time.elapsed())
               .arg(longest);
    out.flush();
}

void measureJumps(QTextStream& out, const LogQueries& log, qint64 count)
{
    using Target = Jump::Target;
    measureJump(out, log, QStringLiteral("refused, older"), {Target::Refused, false, count}, {});
    measureJump(out, log, QStringLiteral("refused, nowhere"), {Target::Refused, false, count},
                QStringLiteral("status:200"));
    measureJump(out, log, QStringLiteral("failed, newer"), {Target::Failed, true, count / 2}, {});
    measureJump(out, log, QStringLiteral("failed, nowhere"), {Target::Failed, true, 1}, QStringLiteral("status:401"));
    measureJump(out, log, QStringLiteral("failed, free text nowhere"), {Target::Failed, false, count},
                QStringLiteral("\"found nowhere\""));
    measureJump(out, log, QStringLiteral("same event, older"), {Target::SameEvent, false, count}, {});
    measureJump(out, log, QStringLiteral("same event, newer"), {Target::SameEvent, true, 1}, {});
}

} // namespace

/// bench_search DIRECTORY [COUNT]: a log of so many deliveries is made there, then searched and jumped through without
/// and with its index.
int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    QTextStream out(stdout);
    const QString directory = app.arguments().value(1);
    const qint64 count = app.arguments().value(2, QStringLiteral("1000000")).toLongLong();
    const SystemClock clock;
    QElapsedTimer time;
    time.start();
    if (directory.isEmpty() || !bench::fillLog(directory, count, clock))
        return 1;
    out << "filled in " << time.restart() << " ms\n";
    out.flush();
    const QStringList filters{QString(),
                              QStringLiteral("company:company-123"),
                              QStringLiteral("type:failed"),
                              QStringLiteral("verdict:mismatch"),
                              QStringLiteral("id:6d1f0b"),
                              QStringLiteral("\"found nowhere\""),
                              QStringLiteral("company-123"),
                              QStringLiteral("a7f3"),
                              QStringLiteral("kaunt")};
    for (const bool isIndexed : {false, true}) {
        if (isIndexed) {
            auto index = SearchIndex::open(directory);
            while (index && (*index)->catchUp(2'000).value_or(false)) {
            }
            out << "indexed in " << time.restart() << " ms, "
                << QFileInfo(SearchIndex::pathIn(directory)).size() / 1'000'000 << " MB\n";
        }
        const auto log = LogQueries::open(directory, clock);
        for (const QString& filter : filters)
            measure(out, **log, filter);
        measureJumps(out, **log, count);
        time.restart();
    }
    return 0;
}
