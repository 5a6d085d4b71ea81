// SPDX-License-Identifier: MIT
#include "app/cli/unreadablelog.h"

#include "core/storage/logfolder.h"

namespace kaunt {

ExitStatus tellUnreadable(const LogError& error, const CommandContext& context)
{
    if (error.code == LogError::Code::Damaged)
        LogFolder(context.dataDirectory).markDamaged();
    context.terminal.error(sentenceFor(error));
    return CouldNotRun;
}

} // namespace kaunt
