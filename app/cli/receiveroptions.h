// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"
#include "core/receiver/receiversettings.h"
#include "core/result.h"

#include <QCommandLineOption>
#include <QCommandLineParser>

namespace kaunt {

/// Where and how kauntctl listen receives: --listen, --path, --tls-cert and --tls-key.
[[nodiscard]] QList<QCommandLineOption> receiverOptions();

/// `settings` with what is given in place of theirs; of a demo, which has one endpoint and no TLS, only address, port
/// and limits. Where an option is wrong, it has said so on the terminal.
[[nodiscard]] Result<ReceiverSettings, ExitStatus>
readReceiverOptions(const QCommandLineParser& arguments, const ReceiverSettings& settings, const Terminal& terminal);

} // namespace kaunt
