// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"
#include "core/result.h"

namespace kaunt {

/// The body that a command is given, to its end: of a file, or of standard input for "-". More than 64 MiB is none.
/// Where it fails, it has said why on the terminal.
[[nodiscard]] Result<QByteArray, ExitStatus> readBodyFile(const QString& path, const Terminal& terminal);

} // namespace kaunt
