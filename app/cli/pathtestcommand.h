// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"
#include "core/pathtest/pathtestrun.h"

#include <memory>

namespace kaunt {

/// kauntctl path-test: sends probes through a public URL to a receiver that writes the log here, and says what the path
/// changed.
class PathTestCommand final : public Command {
    Q_OBJECT

public:
    using Command::Command;

    [[nodiscard]] static QList<QCommandLineOption> options();
    [[nodiscard]] std::optional<int> start(const QCommandLineParser& arguments) override;

private:
    void begin(const QUrl& target, const QByteArray& secret);
    void tell(const PathResult& result);
    [[nodiscard]] int conclude(const PathReport& report);

    std::unique_ptr<PathTestRun> m_run;
};

} // namespace kaunt
