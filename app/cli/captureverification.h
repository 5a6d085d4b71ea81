// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"

namespace kaunt {

/// verify --capture: each delivery of a bundle against the secrets that are in it, and whether that gives the verdict
/// and, of a refused one, the cause that are recorded. AnswerIsNo where a verdict differs.
[[nodiscard]] ExitStatus verifyCapture(const QString& file, const CommandContext& context);

} // namespace kaunt
