// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"

#include <QCommandLineOption>
#include <QCommandLineParser>
#include <QStringList>

#include <functional>
#include <memory>

namespace kaunt {

/// One entry in the table of commands.
struct CommandDescription {
    /// An argument without a dash; there is one at the most.
    enum class Operand { None, Optional, Required };

    QString name;
    QString summary;
    QList<QCommandLineOption> options;
    Operand operand = Operand::None;
    QString operandName; ///< as the help shows it, "N"
    QString operandText;
    std::function<std::unique_ptr<Command>(const CommandContext&)> make;
};

/// kauntctl's command line: the command's name, the options that all have, and those of the command, before or behind
/// its name. Nothing in it ends the process.
class CommandLine {
public:
    explicit CommandLine(QList<CommandDescription> commands);

    enum class Outcome { Run, Help, Version, Wrong };

    /// `arguments` with the program's name in front.
    Outcome parse(const QStringList& arguments);

    [[nodiscard]] const CommandDescription& command() const { return *m_command; }
    [[nodiscard]] const QCommandLineParser& parser() const { return m_parser; }
    [[nodiscard]] QString helpText() const; ///< of the command, or of the program where none was named
    [[nodiscard]] QString errorText() const { return m_error; }

private:
    [[nodiscard]] qsizetype commandIndex(const QStringList& arguments) const;
    Outcome takeCommand(const QString& name);
    /// Why the options were not parsed.
    [[nodiscard]] QString optionFlaw(const QStringList& arguments) const;
    Outcome checkValues();
    Outcome checkOperands();
    Outcome wrong(const QString& text);

    QList<CommandDescription> m_commands;
    const CommandDescription* m_command = nullptr;
    QCommandLineParser m_parser;
    QString m_error;
};

} // namespace kaunt
