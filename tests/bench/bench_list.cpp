// SPDX-License-Identifier: MIT
#include "core/storage/searchindex.h"
#include "tests/bench/benchlog.h"
#include "tests/bench/listbench.h"

#include <QApplication>
#include <QCommandLineParser>

using namespace kaunt;

namespace {

bool prepare(const QString& directory, qint64 count, const Clock& clock, QTextStream& out)
{
    out << "Filling the log and its search index, unless they are there…\n";
    out.flush();
    if (!bench::fillLog(directory, count, clock))
        return false;
    constexpr int atOnce = 2'000;
    const auto index = SearchIndex::open(directory);
    while (index && (*index)->catchUp(atOnce).value_or(false)) {
    }
    return index.has_value();
}

void addOptions(QCommandLineParser& parser)
{
    parser.setApplicationDescription(QStringLiteral("Measures the list of a large log in the real window."));
    parser.addHelpOption();
    parser.addOptions({
        {QStringLiteral("data"), QStringLiteral("Where the log is, or is to be made and kept."), QStringLiteral("DIR")},
        {QStringLiteral("count"), QStringLiteral("How many deliveries it has at least."), QStringLiteral("N"),
         QStringLiteral("1000000")},
        {QStringLiteral("rate"), QStringLiteral("How many arrive in a second."), QStringLiteral("R"),
         QStringLiteral("5000")},
        {QStringLiteral("seconds"), QStringLiteral("How long each time."), QStringLiteral("S"), QStringLiteral("10")},
        {QStringLiteral("lateness"), QStringLiteral("Measures the start and the lateness alone.")},
    });
}

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") && qEnvironmentVariableIsEmpty("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QElapsedTimer time;
    time.start();
    const QApplication application(argc, argv);
    const auto started = static_cast<double>(time.elapsed());
    QCommandLineParser parser;
    addOptions(parser);
    parser.process(application);
    const QString directory = parser.value(QStringLiteral("data"));
    QTextStream out(stdout);
    const SystemClock clock;
    if (directory.isEmpty() || !prepare(directory, parser.value(QStringLiteral("count")).toLongLong(), clock, out)) {
        out << "bench-list --data DIR: no log could be made there.\n";
        return 1;
    }
    bench::BenchWindow window(clock);
    bench::ListBench bench(window, clock, out);
    bench.measureStart(directory, started);
    if (!parser.isSet(QStringLiteral("lateness"))) {
        bench.measureJumps();
        bench.measureFilters();
        bench.measureSorting();
    }
    bench.measureLateness(parser.value(QStringLiteral("seconds")).toInt(),
                          parser.value(QStringLiteral("rate")).toInt());
    return 0;
}
