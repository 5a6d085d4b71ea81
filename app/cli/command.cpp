// SPDX-License-Identifier: MIT
#include "app/cli/command.h"

#include <utility>

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

void Command::print(const QList<QByteArray>& lines)
{
    terminal().lines(lines);
    if (terminal().isOutputLost() && !std::exchange(m_isOutputLost, true))
        QMetaObject::invokeMethod(
            this, [this] { stop(CouldNotRun); }, Qt::QueuedConnection);
}

} // namespace kaunt
