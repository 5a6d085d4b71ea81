// SPDX-License-Identifier: MIT
#include "app/cli/trustoption.h"

#include "core/sending/trustedauthorities.h"
#include "core/settings/settingsfile.h"
#include "ui/sendingsentences.h"

#include <QCoreApplication>

namespace kaunt {

namespace {

struct TrustOption {
    Q_DECLARE_TR_FUNCTIONS(TrustOption)
};

} // namespace

QCommandLineOption sendingCaFileOption()
{
    return {
        QStringLiteral("ca-file"),
        TrustOption::tr("Certificates that an https URL may show, or of the CA that signed its own. Else those of the "
                        "settings."),
        QStringLiteral("FILE")};
}

Result<void, ExitStatus> trustAsAsked(const QCommandLineParser& arguments, const CommandContext& context)
{
    QString path = arguments.value(QStringLiteral("ca-file"));
    if (path.isEmpty()) {
        if (const auto settings = SettingsFile(context.configFile).read()) // who needs them tells what is wrong
            path = settings->api.caFile;
    }
    if (const auto trusted = trustAuthorities(path); !trusted) {
        context.terminal.error(sentenceFor(trusted.error()));
        return failure(CouldNotRun);
    }
    return {};
}

QString distrustAdvice(tls::Distrust distrust)
{
    if (distrust != tls::Distrust::AuthorityUnknown)
        return distrustedAdvice(distrust);
    return TrustOption::tr(
        "Nobody who is trusted vouches for its certificate. Give it, or the one of the CA that signed it, by "
        "--ca-file, or as the private CA in the settings.");
}

} // namespace kaunt
