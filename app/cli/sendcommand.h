// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"
#include "core/sending/deliverysender.h"

#include <QElapsedTimer>
#include <QTimer>

namespace kaunt {

/// kauntctl send: signed sample deliveries, the way Kaunt sends them, or odd or wrong in one named way. One after
/// another, at a rate, or all at once.
class SendCommand final : public Command {
    Q_OBJECT

public:
    using Command::Command;

    [[nodiscard]] static QList<QCommandLineOption> options();
    [[nodiscard]] std::optional<int> start(const QCommandLineParser& arguments) override;

private:
    struct Plan {
        QUrl target;
        QString eventType;
        QByteArray body; ///< of --body; empty where samples are sent
        QString fault;   ///< empty where they are right
        SignatureEncoding encoding = SignatureEncoding::Hex;
        int count = 1;
        int repeat = 1;
        double rate = 0; ///< a second; 0: one after another
        bool isBurst = false;
        std::optional<RetryPolicy> retry;
    };

    [[nodiscard]] Result<Plan, QString> readPlan(const QCommandLineParser& arguments) const;
    [[nodiscard]] static Result<void, QString> readContent(const QCommandLineParser& arguments, Plan& plan);
    [[nodiscard]] static Result<void, QString> readPace(const QCommandLineParser& arguments, Plan& plan);
    void sendWith(const QByteArray& secret);
    [[nodiscard]] OutgoingDelivery makeDelivery();
    void spoil(OutgoingDelivery& delivery);
    [[nodiscard]] int all() const { return m_plan.count * m_plan.repeat; }
    /// How many are to be on their way or at their end by now.
    [[nodiscard]] int due() const;
    void sendDue();
    void takeOutcome(quint64 id, const SendOutcome& outcome);

    Plan m_plan;
    QByteArray m_secret;
    OutgoingDelivery m_current;  ///< of the event that is being sent or repeated
    HeaderList m_headersOfFirst; ///< of the run
    DeliverySender m_sender;
    QElapsedTimer m_elapsed;
    QTimer m_pace;
    int m_made = 0;
    int m_accepted = 0;
    int m_unanswered = 0;
    int m_ended = 0;
};

} // namespace kaunt
