// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/forward/forwardtarget.h"
#include "core/sending/deliverysender.h"
#include "core/storage/forwardrecord.h"
#include "core/storage/logqueries.h"
#include "core/webhook/passedanswer.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <vector>

namespace kaunt {

/// Asks targets for the answer to deliveries of the log, while their senders wait: each once and, of one target, those
/// of an event one after another in the order of their numbers, at most so many at once as it takes. What is not
/// answered within the target's time-out, or within PassThroughTarget::longestTimeout, is answered 504; where the
/// target can't be reached or breaks off it is 502; where the time was all but over before its turn came, as too little
/// was left for an answer, or mostInHand (or as many as the target takes at once, where that is more) are in hand, 503.
/// Nothing is repeated: the sender does that. A delivery that no target is for, or whose filter it does not match, is
/// not asked for. Lives in a thread of its own, where it reads the log and waits for nothing else.
class PassThrough final : public QObject {
    Q_OBJECT

public:
    /// Of one target, where it takes no more at once: each holds a connection of the receiver's, of which a peer has
    /// 64, and others are to find room there.
    static constexpr int mostInHand = 24;
    /// Of the time that a delivery has, what is left for the target: with less it is not sent, as the target would work
    /// on what its sender was told has failed.
    static constexpr double leastShare = 0.25;

    using Log = std::function<const LogQueries*()>; ///< null where it can't be read just now

    PassThrough(Log log, const Clock& clock, QObject* parent = nullptr);

    /// For those that are asked for from now on; the first that fits is asked. Those that are paused are none.
    void setTargets(const QList<PassThroughTarget>& targets) { m_targets = targets; }
    /// One that is stored; `answered` follows.
    void ask(const DeliverySummary& delivery);
    /// Another log has taken the place of the one in which those up to this number were stored: they can't be read any
    /// more. What is on its way goes on.
    void goOver(qint64 lastNumber);
    /// Ends what is on its way, which is put on record as "ended".
    void stop();

Q_SIGNALS:
    void progressed(const kaunt::ForwardProgress& progress); ///< to be written
    void finished(const kaunt::ForwardRecord& record);
    void answered(const kaunt::PassedAnswer& answer);

private:
    struct Item {
        qint64 number = 0;
        QByteArray event; ///< its identity; empty where there is none
        ForwardTarget target;
        qint64 until = 0;   ///< its time is over then; monotonic microseconds, as is what follows
        qint64 startBy = 0; ///< its turn must have come by then
        bool isSending = false;
    };

    [[nodiscard]] const ForwardTarget* targetFor(const DeliverySummary& delivery) const;
    void dispatch();
    void turnAwayLate();
    [[nodiscard]] bool mayStart(const Item& item) const;
    [[nodiscard]] bool isFull(const ForwardTarget& target) const;
    void begin(Item& item, const LogQueries& log);
    void takeOutcome(quint64 id, const SendOutcome& outcome);
    void finish(const Item& item, const SendOutcome& outcome, int status);
    void turnAway(const Item& item);
    [[nodiscard]] std::chrono::milliseconds untilMicros(qint64 monotonicMicros) const;
    [[nodiscard]] Item take(qint64 number);

    const Log m_log;
    const Clock& m_clock;
    QList<PassThroughTarget> m_targets;
    DeliverySender m_sender;
    QHash<quint64, qint64> m_sent; ///< numbers by the sender's id
    std::vector<Item> m_items;     ///< in the order in which they came; bounded
    qint64 m_lastOfOthers = 0;     ///< deliveries up to this number are in a log that was left
    QTimer m_expiry;               ///< of the first that still waits
};

} // namespace kaunt
