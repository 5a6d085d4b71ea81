// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"
#include "core/storage/logqueries.h"

#include <QTimer>

#include <memory>

namespace kaunt {

/// kauntctl events: what the log holds, newest first; with --follow, then what is added, by this or another process,
/// until SIGINT or SIGTERM.
class EventsCommand final : public Command {
    Q_OBJECT

public:
    using Command::Command;

    [[nodiscard]] static QList<QCommandLineOption> options();
    [[nodiscard]] std::optional<int> start(const QCommandLineParser& arguments) override;

private:
    void follow();
    void printNew();
    void printAll(const QList<DeliverySummary>& deliveries);

    DeliveryQuery m_query;
    std::unique_ptr<LogQueries> m_log;
    qint64 m_newest = 0;
    QTimer m_poll;
};

} // namespace kaunt
