// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"
#include "core/receiver/answermode.h"
#include "core/result.h"

#include <QList>

namespace kaunt {

/// How `listen` answers otherwise on purpose.
[[nodiscard]] QList<QCommandLineOption> answerOptions();
/// The mode that is given; the normal one where none is. What is wrong is said.
[[nodiscard]] Result<AnswerMode, ExitStatus> readAnswerMode(const QCommandLineParser& arguments,
                                                            const Terminal& terminal);

} // namespace kaunt
