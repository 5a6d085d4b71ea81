// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"
#include "core/storage/currentlog.h"
#include "core/storage/logplace.h"

#include <QTimer>

#include <optional>

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
    void tellMisdirected(const LogQueries& log) const;
    void follow();
    void printNew();
    void printAll(const QList<DeliverySummary>& deliveries);

    DeliveryQuery m_query;
    std::optional<CurrentLog> m_log; ///< while it follows, another may take its place: after a salvage, say
    bool m_isGone = false;           ///< and it was told
    LogPlace m_last;                 ///< of the newest that was printed
    QTimer m_poll;
};

} // namespace kaunt
