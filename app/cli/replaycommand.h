// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"
#include "core/forward/replayrun.h"
#include "core/storage/eventlog.h"
#include "core/webhook/noanswer.h"

#include <chrono>
#include <memory>

namespace kaunt {

/// kauntctl replay: one delivery of the log, or those of a filter, sent again to any URL. SIGINT and SIGTERM end it.
class ReplayCommand final : public Command {
    Q_OBJECT

public:
    using Command::Command;

    [[nodiscard]] static QList<QCommandLineOption> options();
    [[nodiscard]] std::optional<int> start(const QCommandLineParser& arguments) override;

private:
    [[nodiscard]] Result<void, ExitStatus> readRequest(const QCommandLineParser& arguments);
    [[nodiscard]] Result<void, ExitStatus> readWhich(const QCommandLineParser& arguments);
    [[nodiscard]] Result<void, ExitStatus> readBody(const QCommandLineParser& arguments);
    void begin();
    void tellPause(qint64 number, std::chrono::milliseconds pause);
    void take(const ReplayedDelivery& replayed);
    [[nodiscard]] static QList<QByteArray> replayedText(const ReplayedDelivery& replayed);
    void note(const ForwardRecord& record);
    [[nodiscard]] int conclude() const;

    std::unique_ptr<EventLog> m_log; ///< once there is something to note
    ReplayRequest m_request;
    ReplayRun* m_run = nullptr; ///< a child, once it has begun
    qint64 m_done = 0;
    qint64 m_accepted = 0;
    qint64 m_unanswered = 0;
    NoAnswer m_noAnswer;                            ///< of the last that was not answered
    tls::Distrust m_distrust = tls::Distrust::None; ///< of the last that was
};

} // namespace kaunt
