// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"
#include "core/simulator/samplerun.h"
#include "core/webhook/noanswer.h"

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
    [[nodiscard]] Result<SampleRequest, QString> readRequest(const QCommandLineParser& arguments) const;
    [[nodiscard]] static Result<void, QString> readContent(const QCommandLineParser& arguments, SampleRequest& request);
    [[nodiscard]] static Result<void, QString> readNumbers(const QCommandLineParser& arguments, SampleRequest& request);
    [[nodiscard]] static Result<void, QString> readPace(const QCommandLineParser& arguments, SampleRequest& request);
    [[nodiscard]] std::optional<int> readBody(const QCommandLineParser& arguments);
    void sendWith(const QByteArray& secret);
    void takeAttempt(quint64 number, const SendOutcome& outcome);
    void takeOutcome(quint64 number, const SendOutcome& outcome);
    void showEnd();

    SampleRequest m_request;
    SampleRun* m_run = nullptr; ///< a child, once it has begun
    qint64 m_accepted = 0;
    qint64 m_unanswered = 0;
    NoAnswer m_noAnswer;                            ///< of the last that was not answered
    tls::Distrust m_distrust = tls::Distrust::None; ///< of the last that was
};

} // namespace kaunt
