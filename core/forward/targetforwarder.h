// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/forward/forwardage.h"
#include "core/forward/forwardattempts.h"
#include "core/forward/forwardpace.h"
#include "core/forward/forwardplace.h"
#include "core/forward/forwardqueue.h"
#include "core/forward/forwardtarget.h"
#include "core/storage/forwardrecord.h"
#include "core/storage/logqueries.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

namespace kaunt {

/// Sends deliveries of the log on to one target, in the order of their numbers and, of each event, one after another.
/// The log itself is the queue: a few are held, and the log remembers up to which number all are over, so that a target
/// that was down, or a program that was, goes on from there. Each is sent at least once: one whose answer was not yet
/// on record when the program ended is sent again.
///
/// What can't be connected to, is answered 502, 503 or 504, or not at all, means that the target is down: nothing is
/// sent but one delivery from time to time, 1 s to 1 min apart, each time the next, until one is answered otherwise.
/// Another answer than 2xx is an attempt of that delivery, which is repeated with growing pauses and then given up; and
/// so is what looks as if the target were down while it answers others (TargetHealth). What rests between its attempts
/// holds up nothing but what follows of its event, but for thousands of them; how often it was tried is in the log, and
/// is gone on with in the next run.
///
/// While very many arrive, it goes on slowly (ForwardPace). What the log's bounds remove before it was sent is told as
/// passed over, as is what is too far behind. What is too old by a clock that may be wrong waits in the log until that
/// is known, and keeps nothing else from being sent (ForwardAge).
///
/// Lives in the forwarder's thread, where it reads the log and does not wait for anything else.
class TargetForwarder final : public QObject {
    Q_OBJECT

public:
    using Log = std::function<const LogQueries*()>; ///< null where it can't be read just now

    TargetForwarder(ForwardTarget target, Log log, const Clock& clock, QObject* parent = nullptr);

    /// A target that the log does not know begins with what comes from now on; where the log can't be read just now,
    /// with what comes once it can. One that goes on for another begins behind `place`, which is that one's.
    void start(std::optional<qint64> place = {});
    /// Up to this number all are over, where that is known.
    [[nodiscard]] std::optional<qint64> place() const
    {
        return m_place.isKnown() ? std::optional(m_place.position()) : std::nullopt;
    }
    /// Another log has taken the place of the one that is read, and numbers go on above this: what is held or on its
    /// way is given up, and it goes on from its place in that log. One that is not known there begins behind the
    /// number.
    void goOver(qint64 lastNumber);
    /// There may be more in the log. Cheap, however often it is called.
    void wake() { m_wake.start(); }
    /// The same URL, otherwise: from now on, and for what is held but not on its way. What was left out before stays
    /// so.
    void change(const ForwardTarget& target);
    /// What waits until it is sent again is sent now, as is what waits for a target that is down: this delivery, or all
    /// with 0. Where it is paused it stays so.
    void tryNow(qint64 number) { m_attempts.tryNow(number); }
    /// What became of `progressed`: records that could not be stored are told again.
    void takeStored(const QList<ForwardRecord>& records)
    {
        m_place.takeStored(records);
        if (m_place.hasAside())
            wake();
    }
    void takeNotStored() { m_place.takeNotStored(); }
    /// Ends what is on its way and tells how far it is.
    void stop();

Q_SIGNALS:
    void progressed(const kaunt::ForwardProgress& progress); ///< to be written
    void finished(const kaunt::ForwardRecord& record);
    /// It was answered, and is sent again: ForwardRecord::nextAt tells when.
    void attempted(const kaunt::ForwardRecord& record);
    /// It was answered in an earlier run, and is sent again; what and when it was answered is not known any more.
    void resumed(const kaunt::ForwardRecord& record);
    void stateChanged(const kaunt::ForwardState& state);
    void measured(const kaunt::ForwardMeasure& measure);

private:
    void followAttempts();
    [[nodiscard]] const LogQueries* readableLog();
    [[nodiscard]] bool findPlace();
    void goOn();
    void measure();
    void fill();
    void searchTo(const LogQueries& log, qint64 number);
    void takeUnreadable(const LogError& error);
    [[nodiscard]] DeliveryQuery query() const;
    [[nodiscard]] bool dropUnwanted();
    [[nodiscard]] bool goBack();
    void passOver(qint64 number);
    void tellPassedOver();
    void dispatch();
    void hold(const DeliverySummary& delivery, const LogQueries& log);
    void begin(ForwardQueue::Item& item, const LogQueries& log);
    void takeAttempt(const ForwardRecord& record);
    void takeFinished(const ForwardRecord& record);
    void drop(qint64 number);

    ForwardTarget m_target;
    const Log m_log;
    const Clock& m_clock;
    ForwardAge m_age; ///< since its place was first known
    ForwardQueue m_queue;
    ForwardAttempts m_attempts;
    ForwardPlace m_place;
    qint64 m_behind = 0; ///< as was told last
    qint64 m_newest = 0; ///< in the log, when it was read last
    bool m_isUnreadable = false;
    qint64 m_unreadable = 0;  ///< the delivery that this is for, where the rest can be read
    bool m_isChanged = false; ///< what is held may not be wanted any more
    QTimer m_wake;
    QTimer m_reading; ///< until it is tried again to read the log
    QTimer m_minute;  ///< until the clock is looked at again
    QTimer m_pacing;
    ForwardPace m_pace;
    QTimer m_hasTold; ///< of what was passed over; not again for a while
    qint64 m_passedOver = 0;
    bool m_isStopped = true;
};

} // namespace kaunt
