// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"
#include "core/simulator/deliverysender.h"

#include <QList>
#include <QTimer>

namespace kaunt {

/// kauntctl send: signed sample deliveries, the way Kaunt sends them, or wrong in one named way. One after another, or
/// at a rate.
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
        int count = 1;
        int repeat = 1;
        double rate = 0; ///< a second; 0: one after another
        bool isRetrying = false;
    };

    [[nodiscard]] Result<Plan, QString> readPlan(const QCommandLineParser& arguments) const;
    [[nodiscard]] std::optional<int> sendWith(const QByteArray& secret);
    [[nodiscard]] OutgoingDelivery delivery(int index, const QByteArray& secret) const;
    void sendNext();
    void takeOutcome(quint64 id, const SendOutcome& outcome);

    Plan m_plan;
    QList<OutgoingDelivery> m_waiting;
    DeliverySender m_sender;
    QTimer m_pace;
    int m_accepted = 0;
    int m_unanswered = 0;
    int m_ended = 0;
};

} // namespace kaunt
