// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"
#include "core/conformance/conformancerun.h"

#include <memory>

namespace kaunt {

/// kauntctl check: sends an integrator's own endpoint all that it has to take and to refuse, and says what it did.
class CheckCommand final : public Command {
    Q_OBJECT

public:
    using Command::Command;

    [[nodiscard]] static QList<QCommandLineOption> options();
    [[nodiscard]] std::optional<int> start(const QCommandLineParser& arguments) override;

private:
    [[nodiscard]] Result<ConformancePlan, QString> readPlan(const QCommandLineParser& arguments) const;
    void begin(const QByteArray& secret);
    void tell(const ConformanceResult& result);
    [[nodiscard]] int conclude(const ConformanceReport& report);
    [[nodiscard]] bool writeJunit(const ConformanceReport& report) const;

    ConformancePlan m_plan;
    QString m_junitPath; ///< empty where none is wanted
    std::unique_ptr<ConformanceRun> m_run;
};

} // namespace kaunt
