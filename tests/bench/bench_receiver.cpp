// SPDX-License-Identifier: MIT
#include "tests/bench/benchpeer.h"
#include "tests/bench/ownbench.h"
#include "tests/bench/receiverbench.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTextStream>

using namespace kaunt::bench;

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
    const int deliveries = parser.value(QStringLiteral("deliveries")).toInt();
    if (parser.isSet(QStringLiteral("memory")))
        return measureMemory(deliveries, out) ? 0 : 1;
    if (parser.isSet(QStringLiteral("start")))
        return measureStart(deliveries, out) ? 0 : 1;
    if (parser.isSet(QStringLiteral("burst")))
        return measureBurst(parser.value(QStringLiteral("rounds")).toInt(), out) ? 0 : 1;
    BenchPlan plan;
    plan.rounds = parser.value(QStringLiteral("rounds")).toInt();
    plan.seconds = parser.value(QStringLiteral("seconds")).toInt();
    plan.isOneEvent = parser.isSet(QStringLiteral("repeats"));
    plan.isOursAtWork = parser.isSet(QStringLiteral("at-work"));
    plan.only = parser.value(QStringLiteral("only"));
    const QStringList connections = parser.value(QStringLiteral("connections")).split(u',');
    for (const QString& count : connections)
        plan.connections.append(count.toInt());
    return runReceiverBench(plan, out) ? 0 : 1;
}
