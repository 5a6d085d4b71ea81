// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"
#include "core/forward/forwardsettings.h"
#include "core/result.h"

namespace kaunt {

/// Where `listen` forwards deliveries to, and how.
[[nodiscard]] QList<QCommandLineOption> forwardOptions();
/// The targets that are given, else the settings'; a demo has only those that are given. What is wrong is said.
[[nodiscard]] Result<QList<ForwardSettings>, ExitStatus> readForwardOptions(const QCommandLineParser& arguments,
                                                                            const QList<ForwardSettings>& settings,
                                                                            const Terminal& terminal);

} // namespace kaunt
