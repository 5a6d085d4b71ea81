// SPDX-License-Identifier: MIT
#include "app/cli/forwardoptions.h"

#include "app/cli/forwardmanner.h"

#include <QCoreApplication>

namespace kaunt {

namespace {

struct ForwardOptions {
    Q_DECLARE_TR_FUNCTIONS(ForwardOptions)
};

const QString forwardTo = QStringLiteral("forward-to");
const QString passThrough = QStringLiteral("pass-through");
const QString forwardAll = QStringLiteral("forward-all");
const QString forwardFilter = QStringLiteral("forward-filter");
const QString forwardTimeout = QStringLiteral("forward-timeout");
const QString forwardConcurrency = QStringLiteral("forward-concurrency");

/// The target that answers, where one is given; it takes precedence over one to be forwarded to.
Result<QList<ForwardSettings>, ExitStatus> readPassThrough(const QCommandLineParser& arguments,
                                                           const ForwardSettings& manner, const Terminal& terminal)
{
    const QStringList urls = arguments.values(passThrough);
    if (urls.isEmpty())
        return QList<ForwardSettings>();
    ForwardSettings answering = manner;
    answering.isVerifiedOnly = true;
    answering.isPassThrough = true;
    const auto target = readForwardTarget(urls.constFirst(), answering, passThrough, terminal);
    if (!target)
        return failure(target.error());
    return QList<ForwardSettings>{*target};
}

/// Why this one can't be among the others: one URL is one target. Null where it can.
QString conflictOf(const ForwardSettings& target, const QList<ForwardSettings>& others)
{
    const QString name = ForwardTarget::nameOf(target.url);
    for (const ForwardSettings& other : others) {
        if (ForwardTarget::nameOf(other.url) != name || other == target)
            continue;
        return other.isPassThrough
                   ? ForwardOptions::tr(
                         "%1 is given to --%2 and to --%3, and would get each delivery twice: choose one.")
                         .arg(withoutCredentials(name), forwardTo, passThrough)
                   : ForwardOptions::tr("%1 is given to --%2 more than once, and each time otherwise: choose one.")
                         .arg(withoutCredentials(name), forwardTo);
    }
    return {};
}

} // namespace

QList<QCommandLineOption> forwardOptions()
{
    return {
        {forwardTo,
         ForwardOptions::tr(
             "Send each verified delivery on to this URL, once it is answered; may be given more than "
             "once. In place of the settings' targets. What is to hold for this one alone stands behind "
             "it: \"URL timeout=30s concurrency=1 attempts=8 all=yes paused=yes filter=EXPR\", the filter last."),
         QStringLiteral("URL…")},
        {passThrough,
         ForwardOptions::tr(
             "Store each verified delivery, send it on to this URL and answer with the status that it "
             "answers: 502 where it can't be reached, 504 where it is too slow. In place of the settings' "
             "targets. Its own timeout, concurrency and filter can stand behind it, too."),
         QStringLiteral("URL")},
        {forwardAll, ForwardOptions::tr("With --forward-to: send the refused ones on, too.")},
        {forwardFilter, ForwardOptions::tr("With --forward-to or --pass-through: only those that match."),
         QStringLiteral("EXPR")},
        {forwardTimeout,
         ForwardOptions::tr("With --forward-to or --pass-through: how long to wait for an answer (10s; passed through, "
                            "%1s at the most).")
             .arg(std::chrono::duration_cast<std::chrono::seconds>(PassThroughTarget::longestTimeout).count()),
         QStringLiteral("TIME")},
        {forwardConcurrency, ForwardOptions::tr("With --forward-to or --pass-through: how many at once to each (4)."),
         QStringLiteral("N")},
    };
}

Result<QList<ForwardSettings>, ExitStatus> readForwardOptions(const QCommandLineParser& arguments,
                                                              const QList<ForwardSettings>& settings,
                                                              const Terminal& terminal)
{
    const QStringList urls = arguments.values(forwardTo);
    const bool isGiven = !urls.isEmpty() || arguments.isSet(passThrough);
    if (arguments.isSet(forwardAll) && urls.isEmpty()) {
        terminal.error(ForwardOptions::tr("--%1 belongs to --forward-to.").arg(forwardAll));
        return failure(WrongUsage);
    }
    for (const QString& option : {forwardFilter, forwardTimeout, forwardConcurrency}) {
        if (arguments.isSet(option) && !isGiven) {
            terminal.error(ForwardOptions::tr("--%1 belongs to --forward-to or --pass-through.").arg(option));
            return failure(WrongUsage);
        }
    }
    if (!isGiven)
        return arguments.isSet(QStringLiteral("demo")) ? QList<ForwardSettings>() : settings;
    const auto manner =
        readManner(arguments, {forwardAll, forwardFilter, forwardTimeout, forwardConcurrency}, terminal);
    if (!manner)
        return failure(manner.error());
    auto targets = readPassThrough(arguments, *manner, terminal);
    if (!targets)
        return targets;
    for (const QString& text : urls) {
        const auto target = readForwardTarget(text, *manner, forwardTo, terminal);
        if (!target)
            return failure(target.error());
        if (const QString conflict = conflictOf(*target, *targets); !conflict.isEmpty()) {
            terminal.error(conflict);
            return failure(WrongUsage);
        }
        targets->append(*target);
    }
    return targets;
}

} // namespace kaunt
