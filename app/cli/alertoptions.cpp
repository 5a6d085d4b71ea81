// SPDX-License-Identifier: MIT
#include "app/cli/alertoptions.h"

#include "core/settings/settingsflaw.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace kaunt {

namespace {

struct AlertOptions {
    Q_DECLARE_TR_FUNCTIONS(AlertOptions)
};

const QString noAlerts = QStringLiteral("no-alerts");
const QString alertCommand = QStringLiteral("alert-command");
const QString alertUrl = QStringLiteral("alert-url");

} // namespace

QList<QCommandLineOption> alertOptions()
{
    return {
        {noAlerts, AlertOptions::tr("No alerts, whatever the settings say.")},
        {alertCommand, AlertOptions::tr("Runs this program for each alert, with its JSON on standard input."),
         QStringLiteral("FILE")},
        {alertUrl, AlertOptions::tr("Posts each alert's JSON there."), QStringLiteral("URL")},
    };
}

bool areAlertsWanted(const QCommandLineParser& arguments)
{
    return !arguments.isSet(noAlerts);
}

Result<AlertSettings, ExitStatus> readAlertOptions(const QCommandLineParser& arguments, const AlertSettings& settings,
                                                   const Terminal& terminal)
{
    AlertSettings alerts = settings;
    if (arguments.isSet(QStringLiteral("demo"))) {
        alerts.command.clear();
        alerts.url.clear();
    }
    const QString file = arguments.value(alertCommand);
    const QFileInfo program(file);
    if (arguments.isSet(alertCommand)) {
        if (!program.isFile() || !program.isExecutable()) {
            terminal.error(AlertOptions::tr("--alert-command %1 is no program that can be run.").arg(file));
            return failure(WrongUsage);
        }
        alerts.command = program.absoluteFilePath();
        alerts.arguments.clear();
    }
    const QString url = arguments.value(alertUrl);
    if (arguments.isSet(alertUrl)) {
        if (url.isEmpty() || alertUrlFlaw(url)) {
            terminal.error(
                AlertOptions::tr("--alert-url needs a complete http or https URL without a user name, such as "
                                 "https://example.org/alerts."));
            return failure(WrongUsage);
        }
        alerts.url = QUrl(url, QUrl::StrictMode);
    }
    const bool isTold = arguments.isSet(alertCommand) || arguments.isSet(alertUrl);
    if (isTold && arguments.isSet(noAlerts)) {
        terminal.error(AlertOptions::tr("--no-alerts leaves nothing to tell by --alert-command or --alert-url."));
        return failure(WrongUsage);
    }
    return alerts;
}

} // namespace kaunt
