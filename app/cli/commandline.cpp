// SPDX-License-Identifier: MIT
#include "app/cli/commandline.h"

#include "app/optionvalues.h"
#include "core/settings/settingsfile.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace kaunt {

namespace {

struct CommandLineTexts {
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

QList<QCommandLineOption> commonOptions()
{
    return {
        {QStringLiteral("data"), CommandLineTexts::tr("The folder of the log, events.sqlite."), QStringLiteral("DIR"),
         SettingsFile::defaultDataDirectory()},
        {QStringLiteral("config"), CommandLineTexts::tr("The settings file."), QStringLiteral("FILE"),
         SettingsFile::defaultPath()},
        {QStringLiteral("json"),
         CommandLineTexts::tr("One JSON object per line on standard output, nothing else there.")},
        {QStringLiteral("quiet"), CommandLineTexts::tr("No notices on standard error.")},
        {{QStringLiteral("h"), QStringLiteral("help")}, CommandLineTexts::tr("Shows this help.")},
        {{QStringLiteral("v"), QStringLiteral("version")}, CommandLineTexts::tr("Shows the version.")},
    };
}

/// As they stand on a command line, "--data".
QSet<QString> optionsWithValue(const QList<QCommandLineOption>& options)
{
    QSet<QString> found;
    for (const QCommandLineOption& option : options) {
        if (!option.valueName().isEmpty())
            found.insert(QStringLiteral("--") + option.names().constLast());
    }
    return found;
}

} // namespace

CommandLine::CommandLine(QList<CommandDescription> commands)
    : m_commands(std::move(commands))
{
    m_parser.addOptions(commonOptions());
}

/// The first argument that is neither an option nor the value of one. The command is not known yet, so an option of any
/// command counts; -1 where there is none.
qsizetype CommandLine::commandIndex(const QStringList& arguments) const
{
    QSet<QString> withValue = optionsWithValue(commonOptions());
    for (const CommandDescription& command : m_commands)
        withValue.unite(optionsWithValue(command.options));
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        if (withValue.contains(arguments.at(i)))
            ++i;
        else if (!arguments.at(i).startsWith(u'-'))
            return i;
    }
    return -1;
}

CommandLine::Outcome CommandLine::parse(const QStringList& arguments)
{
    QStringList rest = arguments;
    const qsizetype index = commandIndex(arguments);
    if (index > 0 && takeCommand(rest.takeAt(index)) == Outcome::Wrong)
        return Outcome::Wrong;
    if (!m_parser.parse(rest))
        return wrong(optionFlaw(rest));
    if (m_parser.isSet(QStringLiteral("help")))
        return Outcome::Help;
    if (m_parser.isSet(QStringLiteral("version")))
        return Outcome::Version;
    if (!m_command)
        return wrong(CommandLineTexts::tr("A command is missing. kauntctl --help lists them."));
    return checkValues();
}

QString CommandLine::optionFlaw(const QStringList& arguments) const
{
    const QStringList unknown = m_parser.unknownOptionNames();
    if (unknown.isEmpty())
        return m_parser.errorText();
    QStringList known;
    const QList<QCommandLineOption> options = m_command ? commonOptions() + m_command->options : commonOptions();
    for (const QCommandLineOption& option : options)
        known += option.names();
    for (const QString& argument : arguments) { // of which the parser makes an option of each letter
        const QString name = argument.section(u'=', 0, 0).mid(1);
        if (argument.startsWith(u'-') && name.size() > 1 && known.contains(name))
            return CommandLineTexts::tr("-%1 needs two dashes: --%1.").arg(name);
    }
    const QString dashes = unknown.constFirst().size() == 1 ? QStringLiteral("-") : QStringLiteral("--");
    const QString command = m_command ? QStringLiteral("kauntctl ") + m_command->name : QStringLiteral("kauntctl");
    return CommandLineTexts::tr("The option %1 is not understood. %2 --help shows what is.")
        .arg(dashes + unknown.constFirst(), command);
}

CommandLine::Outcome CommandLine::takeCommand(const QString& name)
{
    const auto found = std::find_if(m_commands.cbegin(), m_commands.cend(),
                                    [&name](const CommandDescription& one) { return one.name == name; });
    if (found == m_commands.cend())
        return wrong(CommandLineTexts::tr("There is no command “%1”. kauntctl --help lists them.").arg(name));
    m_command = &*found;
    m_parser.setApplicationDescription(found->summary);
    m_parser.addOptions(found->options);
    if (found->operand != CommandDescription::Operand::None)
        m_parser.addPositionalArgument(found->operandName, found->operandText,
                                       found->operand == CommandDescription::Operand::Optional
                                           ? QStringLiteral("[%1]").arg(found->operandName)
                                           : found->operandName);
    return Outcome::Run;
}

CommandLine::Outcome CommandLine::checkValues()
{
    const QList<QCommandLineOption> options = commonOptions() + m_command->options;
    if (const QString flaw = optionValuesFlaw(m_parser, options); !flaw.isEmpty())
        return wrong(flaw);
    if (const QString flaw = environmentFlaw(); !flaw.isEmpty())
        return wrong(flaw);
    return checkOperands();
}

CommandLine::Outcome CommandLine::checkOperands()
{
    const QStringList operands = m_parser.positionalArguments();
    const qsizetype most = m_command->operand == CommandDescription::Operand::None ? 0 : 1;
    if (operands.size() > most)
        return wrong(CommandLineTexts::tr("“%1” is not understood. kauntctl %2 --help shows what is.")
                         .arg(operands.at(most), m_command->name));
    if (operands.isEmpty() && m_command->operand == CommandDescription::Operand::Required)
        return wrong(CommandLineTexts::tr("%1 is missing: %2.").arg(m_command->operandName, m_command->operandText));
    if (operands.contains(QString()))
        return wrong(CommandLineTexts::tr("%1 is empty: leave it out, or see whether a variable is unset.")
                         .arg(m_command->operandName));
    return Outcome::Run;
}

CommandLine::Outcome CommandLine::wrong(const QString& text)
{
    m_error = text;
    return Outcome::Wrong;
}

QString CommandLine::helpText() const
{
    if (m_command) {
        QString text = m_parser.helpText();
        // It stands in the line of the usage; what follows is ours.
        const QString program = QCoreApplication::arguments().constFirst();
        return text.replace(text.indexOf(program), program.size(), QStringLiteral("kauntctl ") + m_command->name);
    }
    QString text =
        CommandLineTexts::tr("Usage: kauntctl COMMAND [options]\n\nReceives, checks and shows Kaunt's webhooks in a "
                             "terminal.\n\nCommands:\n");
    constexpr int nameWidth = -9;
    for (const CommandDescription& command : m_commands)
        text += QStringLiteral("  %1  %2\n").arg(command.name, nameWidth).arg(command.summary);
    return text +
           CommandLineTexts::tr("\nOptions that all commands have: --data DIR, --config FILE, --json, --quiet, --help, "
                                "--version.\nkauntctl COMMAND --help shows the others.\n");
}

} // namespace kaunt
