// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"
#include "core/tls/servertrust.h"

namespace kaunt {

/// --ca-file, of commands that send: certificates that an https URL may show besides those of the system's authorities.
[[nodiscard]] QCommandLineOption sendingCaFileOption();
/// Trusts those of the option, else those of the settings (trustAuthorities). What is wrong with the file is told.
[[nodiscard]] Result<void, ExitStatus> trustAsAsked(const QCommandLineParser& arguments, const CommandContext& context);
/// Of a target whose certificate was not trusted, for this reason; null with none.
[[nodiscard]] QString distrustAdvice(tls::Distrust distrust);

} // namespace kaunt
