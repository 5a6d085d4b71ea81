// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/commandline.h"

namespace kaunt {

/// All of kauntctl's commands (contracts.md section 3).
[[nodiscard]] QList<CommandDescription> allCommands();

} // namespace kaunt
