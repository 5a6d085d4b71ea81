// SPDX-License-Identifier: MIT
#include "tests/bench/ownbench.h"
#include "tests/bench/receiverbench.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTextStream>

#include <algorithm>

using namespace kaunt::bench;

namespace {

/// False where it is none, or less than 1.
bool readNumber(const QString& text, int& number)
{
    number = text.toInt();
    return number > 0;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Measures the receiver beside the servers that are installed."));
    parser.addHelpOption();
    parser.addOptions({
        {QStringLiteral("rounds"), QStringLiteral("How often each is measured."), QStringLiteral("N"),
         QStringLiteral("3")},
        {QStringLiteral("seconds"), QStringLiteral("How long each time."), QStringLiteral("S"), QStringLiteral("5")},
        {QStringLiteral("repeats"), QStringLiteral("One event over and over, in place of different ones.")},
        {QStringLiteral("only"), QStringLiteral("Only the servers whose name begins so."), QStringLiteral("NAME")},
        {QStringLiteral("at-work"), QStringLiteral("Ours alone, and with forwarding, alerts and metrics.")},
        {QStringLiteral("connections"), QStringLiteral("How many at a time."), QStringLiteral("LIST"),
         QStringLiteral("1,16,64")},
        {QStringLiteral("memory"), QStringLiteral("Of ours alone: the memory that it holds after many deliveries.")},
        {QStringLiteral("start"), QStringLiteral("Of ours alone: the time to listening on a log of many deliveries.")},
        {QStringLiteral("burst"), QStringLiteral("Of ours alone: 10,000 deliveries over 200 new connections.")},
        {QStringLiteral("deliveries"), QStringLiteral("How many are many."), QStringLiteral("N"),
         QStringLiteral("1000000")},
    });
    parser.process(application);
    QTextStream out(stdout);
    BenchPlan plan;
    int deliveries = 0;
    const QStringList connections = parser.value(QStringLiteral("connections")).split(u',');
    if (!readNumber(parser.value(QStringLiteral("deliveries")), deliveries) ||
        !readNumber(parser.value(QStringLiteral("rounds")), plan.rounds) ||
        !readNumber(parser.value(QStringLiteral("seconds")), plan.seconds) ||
        !std::all_of(connections.cbegin(), connections.cend(),
                     [&plan](const QString& count) { return readNumber(count, plan.connections.emplace_back()); })) {
        out << "Numbers are whole and at least 1.\n";
        return 2;
    }
    if (parser.isSet(QStringLiteral("memory")))
        return measureMemory(deliveries, out) ? 0 : 1;
    if (parser.isSet(QStringLiteral("start")))
        return measureStart(deliveries, out) ? 0 : 1;
    if (parser.isSet(QStringLiteral("burst")))
        return measureBurst(plan.rounds, out) ? 0 : 1;
    plan.isOneEvent = parser.isSet(QStringLiteral("repeats"));
    plan.isOursAtWork = parser.isSet(QStringLiteral("at-work"));
    plan.only = parser.value(QStringLiteral("only"));
    return runReceiverBench(plan, out) ? 0 : 1;
}
