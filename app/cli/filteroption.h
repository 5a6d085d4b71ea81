// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"
#include "core/result.h"
#include "core/storage/filterexpression.h"

namespace kaunt {

/// --filter of the commands that read the log (contracts.md section 4).
[[nodiscard]] QCommandLineOption filterOption();
/// Where it is wrong, it has said so on the terminal and pointed at the place.
[[nodiscard]] Result<FilterExpression, ExitStatus> readFilterOption(const QCommandLineParser& arguments,
                                                                    const Terminal& terminal);
/// The same of an expression that was given otherwise.
[[nodiscard]] Result<FilterExpression, ExitStatus> readFilterExpression(const QString& expression,
                                                                        const Terminal& terminal);

} // namespace kaunt
