// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"
#include "core/api/resourcefetcher.h"
#include "core/settings/settings.h"
#include "core/storage/eventlog.h"

#include <memory>

namespace kaunt {

/// kauntctl fetch: reads what a delivery's event points at, prints it and keeps it with the event.
class FetchCommand final : public Command {
    Q_OBJECT

public:
    using Command::Command;

    [[nodiscard]] static QList<QCommandLineOption> options();
    [[nodiscard]] std::optional<int> start(const QCommandLineParser& arguments) override;

private:
    void fetch(const Settings& settings);
    void keep(const FetchOutcome& outcome);
    void reportUnkept(const ResourceRecord& resource, const LogError& error);
    void report(const ResourceRecord& resource);
    void printBody(const QByteArray& body) const;

    DeliverySummary m_delivery;
    std::unique_ptr<ResourceFetcher> m_fetcher;
    std::unique_ptr<EventLog> m_log;
    QString m_message; ///< the sentence for what went wrong
    ExitStatus m_notFetched = AnswerIsNo;
    bool m_isUnkept = false; ///< the log could not take what came
};

} // namespace kaunt
