// SPDX-License-Identifier: MIT
#include "app/desktop/commandline.h"

#include "app/optionvalues.h"
#include "core/settings/settingsfile.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>

namespace kaunt {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(DesktopCommandLine)
};

QList<QCommandLineOption> ownOptions()
{
    return {
        {QStringLiteral("demo"),
         Texts::tr("Shows events of a simulated Kaunt, offline, in a log that is thrown away.")},
        {QStringLiteral("data"), Texts::tr("The folder of the log, events.sqlite."), QStringLiteral("DIR"),
         SettingsFile::defaultDataDirectory()},
        {QStringLiteral("config"), Texts::tr("The settings file."), QStringLiteral("FILE"),
         SettingsFile::defaultPath()},
        {QStringLiteral("listen"), Texts::tr("Where to listen; * is every address, and port 0 picks a free one."),
         QStringLiteral("ADDR:PORT")},
        {{QStringLiteral("h"), QStringLiteral("help")}, Texts::tr("Shows this help.")},
        {{QStringLiteral("v"), QStringLiteral("version")}, Texts::tr("Shows the version.")},
    };
}

void declare(QCommandLineParser& parser)
{
    // Qt's own option, with which a session manager starts again what ran when its session ended.
    QCommandLineOption session(QStringLiteral("session"), {}, QStringLiteral("ID"));
    session.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOption(session);
    // Of packaging/run, which has kauntctl for where there is no display.
    QCommandLineOption probe(QStringLiteral("probe-display"));
    probe.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOption(probe);
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    parser.setApplicationDescription(Texts::tr("Receives, checks and shows Kaunt's webhooks in a window."));
    parser.addPositionalArgument(QStringLiteral("FILE"),
                                 Texts::tr("A capture bundle or exported JSON lines, to be looked at."),
                                 QStringLiteral("[FILE]"));
    parser.addOptions(ownOptions());
}

} // namespace

Result<DesktopOptions, QString> parseDesktopArguments(const QStringList& arguments)
{
    QCommandLineParser parser;
    declare(parser);
    if (!parser.parse(arguments))
        return failure(parser.errorText());
    DesktopOptions options;
    if (parser.isSet(QStringLiteral("help")))
        options.mode = DesktopOptions::Mode::Help;
    else if (parser.isSet(QStringLiteral("version")))
        options.mode = DesktopOptions::Mode::Version;
    else if (parser.isSet(QStringLiteral("probe-display")))
        options.mode = DesktopOptions::Mode::ProbeDisplay;
    if (parser.positionalArguments().size() > 1)
        return failure(Texts::tr("“%1” is not understood.").arg(parser.positionalArguments().at(1)));
    if (const QString flaw = optionValuesFlaw(parser, ownOptions()); !flaw.isEmpty())
        return failure(flaw);
    if (const QString flaw = environmentFlaw(); !flaw.isEmpty())
        return failure(flaw);
    if (parser.positionalArguments().contains(QString()))
        return failure(Texts::tr("FILE is empty: leave it out, or see whether a variable is unset."));
    options.captureFile = parser.positionalArguments().value(0);
    if (!options.captureFile.isEmpty() && !QFileInfo::exists(options.captureFile))
        return failure(Texts::tr("“%1” is no file to be opened as a capture.").arg(options.captureFile));
    options.demo = parser.isSet(QStringLiteral("demo"));
    for (const char* name : {"demo", "data", "listen"}) {
        if (!options.captureFile.isEmpty() && parser.isSet(QLatin1String(name)))
            return failure(Texts::tr("A capture is opened alone: --%1 does not go with it.").arg(QLatin1String(name)));
    }
    options.dataDirectory = parser.value(QStringLiteral("data"));
    options.configFile = parser.value(QStringLiteral("config"));
    if (const QString listen = parser.value(QStringLiteral("listen")); parser.isSet(QStringLiteral("listen"))) {
        options.listen = parseListenAddress(listen);
        if (!options.listen)
            return failure(Texts::tr("“%1” is no address with a port, such as 127.0.0.1:8787.").arg(listen));
    }
    return options;
}

QString desktopHelpText()
{
    QCommandLineParser parser;
    declare(parser);
    return parser.helpText();
}

} // namespace kaunt
