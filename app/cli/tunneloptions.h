// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"
#include "core/result.h"
#include "core/session/sessiontunnel.h"

namespace kaunt {

[[nodiscard]] QList<QCommandLineOption> tunnelOptions();

/// The tunnel that is asked for; nothing where none is. Where it is asked for wrongly, that was said on the terminal.
[[nodiscard]] Result<std::optional<TunnelPlan>, ExitStatus> readTunnelPlan(const QCommandLineParser& arguments,
                                                                           const Terminal& terminal);

/// What is told of a tunnel on standard output: for each endpoint its public URL, and in JSON every other state too.
[[nodiscard]] QList<QByteArray> tunnelLines(const SessionTunnel& tunnel, bool isJson);
/// The same on standard error, in sentences; of one that is down with the last lines of its output.
void tellTunnel(const SessionTunnel& tunnel, const Terminal& terminal);

} // namespace kaunt
