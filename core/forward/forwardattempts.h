// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/forward/forwardqueue.h"
#include "core/forward/forwardtarget.h"
#include "core/forward/targethealth.h"
#include "core/sending/deliverysender.h"
#include "core/storage/forwardrecord.h"
#include "core/webhook/delivery.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace kaunt {

/// Sends what is held for one target, and makes of each outcome what follows from it: it is over, rests until it is
/// sent again, or waits for a target that is down, which is asked again by one delivery after growing pauses. Lives in
/// the forwarder's thread; target, queue and clock outlive it, and the target may change: see targetChanged().
class ForwardAttempts final : public QObject {
    Q_OBJECT

public:
    ForwardAttempts(const ForwardTarget& target, ForwardQueue& queue, const Clock& clock, QObject* parent = nullptr);

    /// Neither is it paused, nor waited with until the target is asked again.
    [[nodiscard]] bool mayBegin() const { return !m_target.isPaused && !m_probe.isActive(); }
    /// Whether one more may be on its way.
    [[nodiscard]] bool hasRoom() const;
    [[nodiscard]] bool isDown() const { return m_downs > 0; }
    /// How the target is doing, with nothing passed over.
    [[nodiscard]] ForwardState state() const;
    /// How many were not accepted since this was asked last.
    [[nodiscard]] int takeFailed();

    void begin(ForwardQueue::Item& item, const DeliveryRecord& record);
    /// It was tried in an earlier run, and goes on from there.
    void resume(ForwardQueue::Item& item, const OpenForward& open);
    /// What rests, or waits for a target that is down, waits no longer: this one, or all with 0.
    void tryNow(qint64 number);
    /// It is not sent, or not once more, for this reason.
    void giveUp(const ForwardQueue::Item& item, NoAnswer::Reason reason);
    /// It is over, or not wanted any more.
    void forget(qint64 number) { m_health.forget(number); }
    /// The target is another now: what was known of it holds no more.
    void targetChanged();
    /// Of all that is on its way nothing is told any more, and numbers are those of another log from now on.
    void leave();
    void stop();

Q_SIGNALS:
    /// More may be begun: of what rested, or as the target is to be asked again.
    void due();
    /// Something was answered, and is over or rests.
    void taken();
    /// One more was not accepted by a target that is down.
    void heldUp();
    void finished(const kaunt::ForwardRecord& record);
    void attempted(const kaunt::ForwardRecord& record);
    void resumed(const kaunt::ForwardRecord& record); ///< as a TargetForwarder
    void stateChanged();

private:
    void cancelAll();
    void takeOutcome(qint64 number, const SendOutcome& outcome);
    void goDown(const SendOutcome& outcome);
    void comeBack();
    void rest(ForwardQueue::Item& item, const SendOutcome& outcome);
    void rest(ForwardQueue::Item& item, std::chrono::milliseconds pause);
    void finish(qint64 number, const SendOutcome& outcome, int attempts);

    const ForwardTarget& m_target;
    ForwardQueue& m_queue;
    const Clock& m_clock;
    DeliverySender m_sender;
    QHash<quint64, qint64> m_sent; ///< numbers by the sender's id
    QTimer m_probe;
    int m_failed = 0;
    int m_downs = 0;           ///< in a row; 0: it is up
    SendOutcome m_downOutcome; ///< the latest of those
    TargetHealth m_health;
};

} // namespace kaunt
