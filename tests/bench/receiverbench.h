// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

class QTextStream;

namespace kaunt::bench {

struct BenchPlan {
    int rounds = 3;
    int seconds = 5;
    QList<int> connections;
    bool isOneEvent = false;   ///< repeats of one event, else as many events as deliveries
    QString only;              ///< the beginning of a name; all where empty
    bool isOursAtWork = false; ///< ours alone and with all that may run beside it, in place of the references
};

/// Drives every server in turn, round by round, and prints the medians beside one another, with ratios to nginx (or to
/// ours alone). What does not start is told and left out. False where that was so, where wrk could not be run, or where
/// a delivery was not accepted.
[[nodiscard]] bool runReceiverBench(const BenchPlan& plan, QTextStream& out);

} // namespace kaunt::bench
