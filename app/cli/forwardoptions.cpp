// SPDX-License-Identifier: MIT
#include "app/cli/forwardoptions.h"

#include "app/cli/deliverytarget.h"
#include "app/cli/filteroption.h"
#include "core/receiver/answermode.h"

#include <QCoreApplication>

namespace kaunt {

namespace {

struct ForwardOptions {
    Q_DECLARE_TR_FUNCTIONS(ForwardOptions)
};

const QString forwardTo = QStringLiteral("forward-to");
const QString forwardAll = QStringLiteral("forward-all");
const QString forwardFilter = QStringLiteral("forward-filter");
const QString forwardTimeout = QStringLiteral("forward-timeout");
const QString forwardConcurrency = QStringLiteral("forward-concurrency");

/// What all targets that are given have in common.
Result<ForwardSettings, ExitStatus> readManner(const QCommandLineParser& arguments, const Terminal& terminal)
{
    ForwardSettings manner;
    manner.isVerifiedOnly = !arguments.isSet(forwardAll);
    if (const auto filter = readFilterOption(arguments, terminal, forwardFilter); !filter)
        return failure(filter.error());
    manner.filter = arguments.value(forwardFilter);
    if (arguments.isSet(forwardTimeout)) {
        const QString time = arguments.value(forwardTimeout);
        const auto timeout = durationFromText(time);
        if (!timeout) {
            terminal.error(ForwardOptions::tr("“%1” is no time from a second to a day, such as 10s or 2m.").arg(time));
            return failure(WrongUsage);
        }
        manner.timeout = *timeout;
    }
    if (arguments.isSet(forwardConcurrency)) {
        bool isNumber = false;
        manner.concurrency = arguments.value(forwardConcurrency).toInt(&isNumber);
        if (!isNumber || manner.concurrency < 1 || manner.concurrency > ForwardSettings::mostConcurrency) {
            terminal.error(ForwardOptions::tr("--forward-concurrency needs a number from 1 to %1.")
                               .arg(ForwardSettings::mostConcurrency));
            return failure(WrongUsage);
        }
    }
    return manner;
}

} // namespace

QList<QCommandLineOption> forwardOptions()
{
    return {
        {forwardTo,
         ForwardOptions::tr("Send each verified delivery on to this URL, once it is answered; may be given more than "
                            "once. In place of the settings' targets."),
         QStringLiteral("URL")},
        {forwardAll, ForwardOptions::tr("With --forward-to: send the refused ones on, too.")},
        {forwardFilter, ForwardOptions::tr("With --forward-to: only those that match."), QStringLiteral("EXPR")},
        {forwardTimeout, ForwardOptions::tr("With --forward-to: how long to wait for an answer (10s)."),
         QStringLiteral("TIME")},
        {forwardConcurrency, ForwardOptions::tr("With --forward-to: how many at once to each (4)."),
         QStringLiteral("N")},
    };
}

Result<QList<ForwardSettings>, ExitStatus> readForwardOptions(const QCommandLineParser& arguments,
                                                              const QList<ForwardSettings>& settings,
                                                              const Terminal& terminal)
{
    const QStringList urls = arguments.values(forwardTo);
    for (const QString& option : {forwardAll, forwardFilter, forwardTimeout, forwardConcurrency}) {
        if (arguments.isSet(option) && urls.isEmpty()) {
            terminal.error(ForwardOptions::tr("--%1 belongs to --forward-to.").arg(option));
            return failure(WrongUsage);
        }
    }
    if (urls.isEmpty())
        return arguments.isSet(QStringLiteral("demo")) ? QList<ForwardSettings>() : settings;
    const auto manner = readManner(arguments, terminal);
    if (!manner)
        return failure(manner.error());
    QList<ForwardSettings> targets;
    for (const QString& text : urls) {
        const auto url = deliveryTarget(text);
        if (!url) {
            terminal.error(deliveryTargetUsage(QStringLiteral("--forward-to")));
            return failure(WrongUsage);
        }
        targets.append(*manner);
        targets.last().url = *url;
    }
    return targets;
}

} // namespace kaunt
