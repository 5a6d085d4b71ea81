// SPDX-License-Identifier: MIT
#include "app/cli/command.h"

namespace kaunt {

Command::Command(const CommandContext& context)
    : m_context(context)
{
}

int Command::wrongUsage(const QString& message) const
{
    terminal().error(message);
    return WrongUsage;
}

int Command::couldNotRun(const Sentence& sentence) const
{
    terminal().error(sentence);
    return CouldNotRun;
}

} // namespace kaunt
