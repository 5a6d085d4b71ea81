// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/server.h"
#include "core/receiver/refusaldiagnosis.h"
#include "core/webhook/delivery.h"
#include "core/webhook/passedanswer.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QTimer>

#include <optional>
#include <unordered_map>

namespace kaunt {

class EventLog;

/// Answers that come from elsewhere (pass through): deliveries that are stored and wait until they are answered there.
/// How each was answered, and after how long, is on record before its sender gets it; one whose sender has hung up
/// meanwhile is on record with status 0. A delivery keeps nobody waiting but its sender. Which deliveries, and who is
/// asked, is the owner's affair: `wanted` asks, and each is to be given its answer. Lives in the receiver's thread; all
/// but the constructor is called there. The log must outlive it.
class PassedAnswers final : public QObject {
    Q_OBJECT

public:
    using Targets = QHash<QString, QString>; ///< what is asked, by the endpoint's name; of an empty one for all others

    PassedAnswers(EventLog& log, QObject* parent);
    ~PassedAnswers() override; ///< what is in hand is answered 500

    /// From the next delivery on.
    void setTargets(const Targets& targets) { m_targets = targets; }
    /// For a delivery that is to be stored: whether it is to be asked for. Then its status is 0 and it is noted as
    /// passed through. Not what is refused, was forwarded to us, or was sent by a monitor itself.
    [[nodiscard]] bool take(Delivery& delivery) const;
    /// It is stored; `wanted` follows at once and `given` when it was answered.
    void ask(http::Responder responder, RefusalDiagnosis::Stored stored);
    /// Of one that is not in hand, or no more, nothing becomes.
    void give(const PassedAnswer& answer);
    /// What is not answered within `drainPatience`, and what comes after that, is answered 503.
    void hurry();
    /// As before hurry().
    void calm();
    [[nodiscard]] bool isIdle() const { return m_inHand.empty(); }

    static constexpr std::chrono::milliseconds drainPatience{3'000};

Q_SIGNALS:
    void wanted(const kaunt::DeliverySummary& delivery);
    void given(const kaunt::RefusalDiagnosis::Stored& stored);
    void idle();

private:
    struct InHand {
        http::Responder responder;
        RefusalDiagnosis::Stored stored;
        std::optional<PassedAnswer> answer; ///< being written to the log
        QElapsedTimer sinceAsked;
        std::optional<std::chrono::milliseconds> leftAfter; ///< since it was asked for, once its sender has hung up
    };

    void lookWhoLeft();
    void giveUp();
    void finish(qint64 delivery);

    EventLog& m_log;
    Targets m_targets;
    std::unordered_map<qint64, InHand> m_inHand; ///< bounded by the connections, which each have one request in hand
    QTimer m_look;                               ///< while there are any
    QTimer m_drain;
    bool m_isHurried = false;
};

} // namespace kaunt
