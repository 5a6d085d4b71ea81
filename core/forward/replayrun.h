// SPDX-License-Identifier: MIT
#pragma once

#include "core/deadline.h"
#include "core/forward/outgoingreplay.h"
#include "core/storage/forwardrecord.h"
#include "core/storage/logreader.h"

#include <QElapsedTimer>
#include <QObject>

#include <chrono>
#include <optional>

namespace kaunt {

/// What is to be sent again, where to and how fast.
struct ReplayRequest {
    QUrl target;
    std::optional<QByteArray> secret;    ///< to sign with anew; without it, the signatures are those that came
    QByteArray trustedFingerprint;       ///< see OutgoingDelivery
    QList<qint64> numbers;               ///< these deliveries in place of the query's, where there are any
    DeliveryQuery query;                 ///< whose replays are left out
    double speed = 1.0;                  ///< so many times faster than they came one after another; 0: without pauses
    std::optional<QByteArray> body = {}; ///< in place of the one that came; goes with `secret` and one delivery
};

/// What became of one: sent, with its outcome, or not, with the reason.
struct ReplayedDelivery {
    qint64 number = 0;              ///< in the log
    std::optional<ReplayFlaw> flaw; ///< why it was not sent
    SendOutcome outcome;
    /// What the same target answered before, when it was forwarded there or sent by hand, as far as the log has that;
    /// not of another body.
    std::optional<ForwardRecord> former = {};
};

/// How long after the start of one delivery the next is due, in milliseconds; 0 where the clock had gone back between
/// them, 300 years at the most. Pure.
[[nodiscard]] std::chrono::milliseconds replayPause(qint64 previousReceivedAt, qint64 receivedAt, double speed);

/// A ReplayRequest's where nobody chose one: 0 for those that a filter finds as given up by forward targets, which are
/// to arrive now, however long the outage lasted; else 1. Pure.
[[nodiscard]] double usualReplaySpeed(const FilterExpression& filter);

/// Sends deliveries of a log again, in the order in which they came. One at a time, so that the order holds at the
/// other side: the next is sent when it is due, and not before the one before it was answered or failed. Each is sent
/// once. Reads the log in a thread of its own, where it holds 8 bytes for each that is to come; what is removed
/// meanwhile is left out. Lives in its owner's thread and does not block but for the end of a read when it is
/// destroyed, which ends it: nothing is told any more.
class ReplayRun final : public QObject {
    Q_OBJECT

public:
    ReplayRun(const QString& dataDirectory, const Clock& clock, ReplayRequest request, QObject* parent = nullptr);

    void start();
    /// One has been sent and is not told yet.
    [[nodiscard]] bool isSending() const { return m_sender.pending() > 0 || m_isAnswered; }
    /// Replays and probes that the query has found, by now.
    [[nodiscard]] qint64 leftOut() const { return m_leftOut; }

Q_SIGNALS:
    /// How many there are to be; again, and fewer, where one is left out.
    void counted(qint64 deliveries);
    /// The next is due so much later.
    void paused(qint64 number, std::chrono::milliseconds pause);
    void replayed(const kaunt::ReplayedDelivery& delivery);
    /// The target has taken now, as it came, what it had not taken when it was forwarded to it: what the log is to have
    /// in place of that. After `replayed`.
    void mended(const kaunt::ForwardRecord& record);
    /// What was answered to one that was asked for by its number, as it came: for the log, so that the next answer can
    /// be compared with it. After `replayed`.
    void answered(const kaunt::ForwardRecord& record);
    /// The end of it, one of these two.
    void finished();
    void failed(const kaunt::LogError& error);

private:
    void find(qint64 before);
    void begin();
    void readNext();
    void leaveOut();
    void take(const DeliveryRecord& record);
    void pauseFor(const DeliveryRecord& record);
    void send();
    void takeOutcome(const SendOutcome& outcome);
    /// What the log has of one delivery and the target.
    struct Former {
        std::optional<ForwardRecord> forward;
        std::optional<ForwardRecord> replay;

        [[nodiscard]] std::optional<ForwardRecord> latestAnswer() const;
    };
    [[nodiscard]] static Former formerOf(const LogQueries& log, qint64 number, const QString& target);
    void tell(const SendOutcome& outcome, const Former& former);

    const Clock& m_clock;
    const ReplayRequest m_request;
    bool m_isRange;
    LogReader m_reader;
    DeliverySender m_sender;
    const QByteArray m_replayKey; ///< empty where no receiver has run on this log
    QList<qint64> m_numbers;      ///< newest first; taken from the end
    qint64 m_count = 0;
    qint64 m_leftOut = 0;
    qint64 m_current = 0;
    bool m_isAnswered = false; ///< the current one, and it is not told yet
    OutgoingDelivery m_next;
    Deadline m_due;
    QElapsedTimer m_sinceSent; ///< invalid before the first
    qint64 m_previousReceivedAt = 0;
};

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::ReplayedDelivery)
