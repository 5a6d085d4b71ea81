// SPDX-License-Identifier: MIT
#pragma once

#include "core/forward/targetforwarder.h"
#include "tests/core/simulator/scriptedpeer.h"
#include "tests/core/storage/logfixture.h"
#include "tests/support/manualclock.h"

#include <QSet>

#include <memory>

namespace kaunt::test {

/// A TargetForwarder over a real log, and a target that answers 200 unless it is replaced. What goes wrong fails the
/// test that runs.
class TargetForwarderFixture : public QObject {
    Q_OBJECT

protected:
    static constexpr int patience = 30'000; ///< milliseconds; a target that is down is asked again after growing pauses
    static constexpr qint64 now = 1'769'864'531'123; ///< what the clock says at first

    void makeAnew(); ///< log and target, before each test function
    void end();
    void begin(const ForwardTarget& target);
    void append(const QList<Delivery>& deliveries);
    /// The numbers that the peer was sent, in order.
    [[nodiscard]] QList<qint64> sent() const;
    [[nodiscard]] QSet<qint64> sentInAnyOrder() const;
    [[nodiscard]] ForwardTarget target() const;
    /// The deadline of all that is on its way is over now, however long it was.
    void endTime() const;

    ManualClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<LogQueries> m_queries;
    std::unique_ptr<ScriptedPeer> m_peer;
    std::unique_ptr<TargetForwarder> m_forwarder;
    bool m_isLogAway = false; ///< it can't be read just now
    int m_readsWhileAway = 0;
    QList<ForwardRecord> m_finished;
    QList<ForwardRecord> m_attempted;
    QList<ForwardState> m_states;
};

} // namespace kaunt::test
