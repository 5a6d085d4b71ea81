// SPDX-License-Identifier: MIT
#include "app/cli/captureoption.h"
#include "app/cli/commands.h"
#include "app/standarddescriptors.h"
#include "core/api/proxyvariables.h"
#include "core/secrets/coredumps.h"

#include <QCoreApplication>

#include <algorithm>
#include <csignal>

namespace {

/// `status`, unless what was to be read is not there.
int endWith(const kaunt::Terminal& terminal, int status)
{
    if (!terminal.isOutputLost())
        return status;
    terminal.error(kaunt::lostOutputText());
    return kaunt::CouldNotRun;
}

/// Of a command that reads a log; verify reads the file itself.
QString captureFile(const kaunt::CommandLine& line)
{
    const QString name = QStringLiteral("capture");
    const QList<QCommandLineOption>& options = line.command().options;
    const bool isKnown = std::any_of(options.cbegin(), options.cend(), [&name](const QCommandLineOption& option) {
        return option.names().contains(name);
    });
    return isKnown && line.command().name != QLatin1String("verify") ? line.parser().value(name) : QString();
}

} // namespace

int main(int argc, char** argv)
{
    kaunt::occupyStandardDescriptors();
    kaunt::keepSecretsOutOfCoreDumps();
    (void)std::signal(SIGPIPE, SIG_IGN); // a reader that is gone is an error to be told, and no end in mid-delivery
    // Unset, the C library looks at the file anew for every time that is printed (tzset(3)).
    if (!qEnvironmentVariableIsSet("TZ"))
        qputenv("TZ", ":/etc/localtime");
    // GLib's loop asks all of its sources at every turn, and only the keyring, in this thread, needs it.
    qputenv("QT_NO_THREADED_GLIB", "1");
    kaunt::completeProxyVariables();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("kauntctl"));
    QCoreApplication::setApplicationVersion(QStringLiteral(KAUNT_VERSION));

    kaunt::CommandLine line(kaunt::allCommands());
    const kaunt::CommandLine::Outcome outcome = line.parse(QCoreApplication::arguments());
    if (outcome == kaunt::CommandLine::Outcome::Wrong) {
        kaunt::Terminal(false).error(line.errorText());
        return kaunt::WrongUsage;
    }
    const kaunt::Terminal terminal(line.parser().isSet(QStringLiteral("quiet")));
    switch (outcome) {
    case kaunt::CommandLine::Outcome::Help:
        terminal.line(line.helpText().trimmed());
        return endWith(terminal, kaunt::Done);
    case kaunt::CommandLine::Outcome::Version:
        terminal.line(QStringLiteral("kauntctl " KAUNT_VERSION));
        return endWith(terminal, kaunt::Done);
    case kaunt::CommandLine::Outcome::Wrong:
    case kaunt::CommandLine::Outcome::Run:
        break;
    }

    std::unique_ptr<QTemporaryDir> capture;
    if (const QString file = captureFile(line); !file.isEmpty()) {
        auto imported = kaunt::importCaptureFile(file, terminal);
        if (!imported)
            return endWith(terminal, imported.error());
        capture = *std::move(imported);
    }
    const kaunt::SystemClock clock;
    const kaunt::CommandContext context{
        clock, terminal, capture ? capture->path() : line.parser().value(QStringLiteral("data")),
        line.parser().value(QStringLiteral("config")), line.parser().isSet(QStringLiteral("json"))};
    const std::unique_ptr<kaunt::Command> command = line.command().make(context);
    QObject::connect(command.get(), &kaunt::Command::finished, &application, &QCoreApplication::exit);
    const std::optional<int> status = command->start(line.parser());
    return endWith(terminal, status ? *status : QCoreApplication::exec());
}
