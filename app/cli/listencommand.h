// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"
#include "app/cli/deliveryfeed.h"
#include "app/cli/storingnotices.h"
#include "core/session/monitorsession.h"
#include "core/session/sessionadmin.h"
#include "core/session/sessionalerts.h"
#include "core/tunnel/tunnel.h"

#include <memory>

namespace kaunt {

/// kauntctl listen: the receiver in a terminal, until SIGINT or SIGTERM, which drain.
class ListenCommand final : public Command {
    Q_OBJECT

public:
    using Command::Command;
    ~ListenCommand() override;

    [[nodiscard]] static QList<QCommandLineOption> options();
    [[nodiscard]] std::optional<int> start(const QCommandLineParser& arguments) override;

private:
    [[nodiscard]] Result<Settings, ExitStatus> askedFor(const QCommandLineParser& arguments);
    [[nodiscard]] Result<void, ExitStatus> askForAdmin(const QCommandLineParser& arguments);
    [[nodiscard]] std::optional<int> openAdmin();
    void openWithSecrets(const Settings& settings, const QList<SigningSecret>& given, bool hasOwnKey);
    [[nodiscard]] std::optional<int> openSession(Settings settings, bool isDemo);
    void followSession();
    void followLog();
    void followForwards();
    void pauseForwards(bool isPaused);
    void followAlerts();
    void tellAlert(const Alert& alert);
    void followTunnel();
    void tellCertificate(const ServedCertificate& served) const;
    void tell(const QStringList& remarks) const;
    void takeState(ReceiverState state);
    void stop(int exitStatus) override;
    using Command::print;
    void print(const QList<QByteArray>& lines) override { unwaitedOutput().writeOrLeaveOut(lines); }
    void followDeliveries();

    std::unique_ptr<MonitorSession> m_session;
    std::unique_ptr<DeliveryFeed> m_feed;
    std::unique_ptr<StoringNotices> m_storing;
    std::optional<ListenAddress> m_adminAddress;
    std::unique_ptr<SessionAdmin> m_admin;
    bool m_wantsAlerts = true;
    MonitorSession::DemoPort m_demoPort = MonitorSession::DemoPort::Usual;
    std::unique_ptr<SessionAlerts> m_alerts;
    bool m_hasListened = false; ///< which is the first that is told
    QList<Alert> m_earlyAlerts;
    std::optional<TunnelPlan> m_tunnelPlan;
    AnswerMode m_answerMode; ///< for the first time that it listens
};

} // namespace kaunt
