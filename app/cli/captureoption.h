// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"
#include "core/result.h"

#include <QCommandLineOption>
#include <QTemporaryDir>

#include <memory>

namespace kaunt {

/// --capture of the commands that read a log: a file in place of --data.
[[nodiscard]] QCommandLineOption captureOption();

/// A folder with a log of the capture's, which is gone with the object, or with the process where SIGINT, SIGTERM or
/// SIGHUP ends it. Where it fails, it has said why on the terminal. Once in a process.
[[nodiscard]] Result<std::unique_ptr<QTemporaryDir>, ExitStatus> importCaptureFile(const QString& file,
                                                                                   const Terminal& terminal);

} // namespace kaunt
