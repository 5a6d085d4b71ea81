// SPDX-License-Identifier: MIT
#include "app/cli/command.h"

#include <unistd.h>
#include <utility>

namespace kaunt {

Command::Command(const CommandContext& context)
    : m_context(context)
{
}

ExitStatus Command::wrongUsage(const QString& message) const
{
    terminal().error(message);
    return WrongUsage;
}

ExitStatus Command::couldNotRun(const Sentence& sentence) const
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

LineOutput& Command::unwaitedOutput()
{
    if (m_output)
        return *m_output;
    m_output = std::make_unique<LineOutput>(STDOUT_FILENO);
    connect(
        m_output.get(), &LineOutput::lost, this,
        [this] {
            terminal().error(lostOutputText());
            stop(CouldNotRun);
        },
        Qt::QueuedConnection);
    return *m_output;
}

bool Command::finishOutput()
{
    LineOutput& output = unwaitedOutput();
    if (output.isLost())
        return false; // as was said
    const bool isWhole = output.finish();
    if (!isWhole)
        terminal().error(tr("Standard output was not read to its end."));
    if (output.leftOut() > 0)
        terminal().error(tr("Standard output lacks %1 lines: nobody read them in time.").arg(output.leftOut()));
    return isWhole;
}

} // namespace kaunt
