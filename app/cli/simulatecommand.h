// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"
#include "core/simulator/simulatedkaunt.h"

namespace kaunt {

/// kauntctl simulate: the simulated Kaunt, until SIGINT or SIGTERM: token endpoint, resources and, with --to,
/// deliveries for them. Without --to one event of each type can be read.
class SimulateCommand final : public Command {
    Q_OBJECT

public:
    using Command::Command;

    [[nodiscard]] static QList<QCommandLineOption> options();
    [[nodiscard]] std::optional<int> start(const QCommandLineParser& arguments) override;

private:
    [[nodiscard]] std::optional<double> readWrongSignatures(const QCommandLineParser& arguments) const;
    void begin(const SimulatorSettings& settings);
    void takeStarted(const QUrl& apiBase);
    void takeServed(const WebhookEvent& event);
    using Command::print;
    void print(const QList<QByteArray>& lines) override { unwaitedOutput().writeOrLeaveOut(lines); }
    void stop(int exitStatus) override;
    [[nodiscard]] static QString deliveredText(const WebhookEvent& event, const SendOutcome& outcome,
                                               bool isWronglySigned);
    void takeRetried(const WebhookEvent& event, const SendOutcome& outcome, const QUrl& target, bool isWronglySigned);
    void takeDelivered(const WebhookEvent& event, const SendOutcome& outcome, const QUrl& target, bool isWronglySigned);

    SimulatedKaunt m_kaunt;
    bool m_isDelivering = false;
};

} // namespace kaunt
