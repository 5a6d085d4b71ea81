// SPDX-License-Identifier: MIT
#pragma once

#include "core/pathtest/pathreport.h"
#include "core/storage/logreader.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QTimer>

namespace kaunt {

/// Sends probes through a public URL, one after another, and looks in the log of the receiver behind it, in this
/// process or another, for what arrived; at the end once more, for what a path has brought again meanwhile, or late.
/// Reads the log in a thread of its own. Lives in its owner's thread and does not block but for the end of a read when
/// it is destroyed, which ends it: nothing is told any more.
class PathTestRun final : public QObject {
    Q_OBJECT

public:
    PathTestRun(const QString& dataDirectory, const Clock& clock, PathTestPlan plan, QObject* parent = nullptr);

    void start();
    [[nodiscard]] int probeCount() const { return static_cast<int>(m_probes.size()); }

Q_SIGNALS:
    void judged(const kaunt::PathResult& result);
    /// Instead of what `judged` told as the `index`-th, from 0: more of it has arrived since.
    void judgedAgain(qsizetype index, const kaunt::PathResult& result);
    /// The end of it, one of these two.
    void finished(const kaunt::PathReport& report);
    void failed(const kaunt::LogError& error);

private:
    void send();
    void takeOutcome(const SendOutcome& outcome);
    void look();
    void judge();
    void take(const PathResult& result);
    void judgeAgain();

    const PathTestPlan m_plan;
    const QList<PathProbe> m_probes;
    LogReader m_reader;
    DeliverySender m_sender;
    QTimer m_again;
    qsizetype m_current = 0; ///< the probe under way; at the end the number of them
    SendOutcome m_outcome;
    QElapsedTimer m_sinceAnswer;
    qint64 m_lookedTo = 0;                            ///< the number of the log's delivery up to which it was looked at
    QHash<QString, QList<DeliveryRecord>> m_arrivals; ///< by token
    QList<qsizetype> m_judgedArrivals;                ///< of each probe, how many there were when it was judged
    PathReport m_report;
};

} // namespace kaunt
