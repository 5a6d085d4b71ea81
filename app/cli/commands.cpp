// SPDX-License-Identifier: MIT
#include "app/cli/commands.h"

#include "app/cli/checkcommand.h"
#include "app/cli/eventscommand.h"
#include "app/cli/exportcommand.h"
#include "app/cli/fetchcommand.h"
#include "app/cli/listencommand.h"
#include "app/cli/pathtestcommand.h"
#include "app/cli/replaycommand.h"
#include "app/cli/sendcommand.h"
#include "app/cli/showcommand.h"
#include "app/cli/simulatecommand.h"
#include "app/cli/verifycommand.h"

#include <QCoreApplication>

namespace kaunt {

namespace {

struct Commands {
    Q_DECLARE_TR_FUNCTIONS(Commands)
};

template <typename Made>
std::unique_ptr<Command> make(const CommandContext& context)
{
    return std::make_unique<Made>(context);
}

CommandDescription withoutOperand(const QString& name, const QString& summary, const QList<QCommandLineOption>& options,
                                  const decltype(CommandDescription::make)& made)
{
    return {name, summary, options, CommandDescription::Operand::None, {}, {}, made};
}

} // namespace

QList<CommandDescription> allCommands()
{
    using Operand = CommandDescription::Operand;
    const QString number = QStringLiteral("N");
    const QString numberText = Commands::tr("the number of a delivery, as kauntctl events shows it");
    return {
        withoutOperand(QStringLiteral("listen"), Commands::tr("Receives webhooks until it is stopped."),
                       ListenCommand::options(), &make<ListenCommand>),
        withoutOperand(QStringLiteral("send"), Commands::tr("Sends signed sample deliveries to a URL."),
                       SendCommand::options(), &make<SendCommand>),
        {QStringLiteral("check"),
         Commands::tr("Tries an endpoint of your own with all that it has to take and to refuse."),
         CheckCommand::options(), Operand::Required, QStringLiteral("URL"), Commands::tr("where the endpoint is"),
         &make<CheckCommand>},
        {QStringLiteral("path-test"),
         Commands::tr("Sends probes through a public URL to the receiver of this log, and says what the path changed."),
         PathTestCommand::options(), Operand::Required, QStringLiteral("URL"),
         Commands::tr("the public URL with the endpoint's path"), &make<PathTestCommand>},
        {QStringLiteral("verify"), Commands::tr("Checks a body against a signature."), VerifyCommand::options(),
         Operand::Optional, QStringLiteral("FILE"), Commands::tr("the body; standard input without it or for -"),
         &make<VerifyCommand>},
        withoutOperand(QStringLiteral("events"), Commands::tr("Lists what the log holds, newest first."),
                       EventsCommand::options(), &make<EventsCommand>),
        {QStringLiteral("show"), Commands::tr("Shows one delivery, whole."), ShowCommand::options(), Operand::Required,
         number, numberText, &make<ShowCommand>},
        {QStringLiteral("fetch"), Commands::tr("Reads what a delivery's event points at."), FetchCommand::options(),
         Operand::Required, number, numberText, &make<FetchCommand>},
        {QStringLiteral("export"), Commands::tr("Writes deliveries to a file, for others to read."),
         ExportCommand::options(), Operand::Optional, QStringLiteral("FILE"),
         Commands::tr("where to; standard output without it or for -"), &make<ExportCommand>},
        {QStringLiteral("replay"), Commands::tr("Sends deliveries of the log again, to a URL."),
         ReplayCommand::options(), Operand::Optional, number, numberText, &make<ReplayCommand>},
        withoutOperand(QStringLiteral("simulate"), Commands::tr("Runs a simulated Kaunt."), SimulateCommand::options(),
                       &make<SimulateCommand>),
    };
}

} // namespace kaunt
