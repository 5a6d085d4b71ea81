// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"
#include "core/storage/logerror.h"

namespace kaunt {

/// Says why the log can't be read, and is the status to end with. A damaged one is marked, so that whoever listens next
/// salvages it as the sentence promises, even where it would not meet the damage itself.
[[nodiscard]] ExitStatus tellUnreadable(const LogError& error, const CommandContext& context);

} // namespace kaunt
