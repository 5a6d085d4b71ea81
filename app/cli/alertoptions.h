// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"
#include "core/alerts/alertsettings.h"
#include "core/result.h"

namespace kaunt {

/// How `listen` tells of alerts: not at all, or to whom besides.
[[nodiscard]] QList<QCommandLineOption> alertOptions();
/// The settings' alerts with what was asked for; a demo tells only whom the options name. What is wrong is said.
[[nodiscard]] Result<AlertSettings, ExitStatus>
readAlertOptions(const QCommandLineParser& arguments, const AlertSettings& settings, const Terminal& terminal);
[[nodiscard]] bool areAlertsWanted(const QCommandLineParser& arguments);

} // namespace kaunt
