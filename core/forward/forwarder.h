// SPDX-License-Identifier: MIT
#pragma once

#include "core/forward/targetforwarder.h"
#include "core/workerthread.h"

#include <QList>

namespace kaunt {

class EventLog;

/// Forwards deliveries of a log to targets, in a thread of its own: it reads what is stored and answered already, so
/// that it can neither delay nor change an answer. What became of each is written to the log. Made, used and destroyed
/// in the owner's thread, where its signals arrive; the log must outlive it.
class Forwarder final : public QObject {
    Q_OBJECT

public:
    /// Blocks until it is known from which delivery on each target is served. Two targets of one URL are one, the
    /// first.
    Forwarder(EventLog& log, const QString& dataDirectory, const Clock& clock, const QList<ForwardTarget>& targets);
    ~Forwarder() override; ///< as stop()

    /// Deliveries were recorded. From any thread.
    void wake();
    /// These from now on, soon. One that is there already keeps its place and, unchanged, its state, one that is not
    /// among them ends, and a new one begins as start() of a TargetForwarder does: one that was another before, with
    /// what waits for that.
    void apply(const QList<ForwardTarget>& targets);
    /// What waits for this target to be tried again is tried now: this delivery, or with 0 all. See TargetForwarder.
    void tryNow(const QString& target, qint64 delivery);
    /// Ends what is on its way; it is sent again next time. Blocks for the end of a read.
    void stop();

Q_SIGNALS:
    void finished(const kaunt::ForwardRecord& record);
    void attempted(const kaunt::ForwardRecord& record); ///< as a TargetForwarder
    void resumed(const kaunt::ForwardRecord& record);   ///< likewise
    void stateChanged(const kaunt::ForwardState& state);
    void measured(const kaunt::ForwardMeasure& measure);

private:
    class Worker;
    WorkerThread<Worker> m_thread;
};

} // namespace kaunt
