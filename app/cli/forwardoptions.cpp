// SPDX-License-Identifier: MIT
#include "app/cli/forwardoptions.h"

#include "app/cli/filteroption.h"
#include "app/cli/targetoption.h"
#include "core/durationtext.h"
#include "core/sending/deliverytarget.h"
#include "core/webhook/signature.h"

#include <QCoreApplication>

#include <algorithm>

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

bool leavesOutAllVerified(const FilterExpression& filter)
{
    return std::any_of(filter.terms.cbegin(), filter.terms.cend(), [](const FilterExpression::Term& term) {
        const bool isVerified = std::any_of(term.alternatives.cbegin(), term.alternatives.cend(),
                                            [](const auto& one) { return one.text == verdictCode(Verdict::Verified); });
        return term.field == FilterExpression::Field::Verdict && isVerified == term.negated;
    });
}

/// What all targets that are given have in common.
Result<ForwardSettings, ExitStatus> readManner(const QCommandLineParser& arguments, const Terminal& terminal)
{
    ForwardSettings manner;
    manner.isVerifiedOnly = !arguments.isSet(forwardAll);
    const auto filter = readFilterOption(arguments, terminal, forwardFilter);
    if (!filter)
        return failure(filter.error());
    if (manner.isVerifiedOnly && leavesOutAllVerified(*filter)) {
        terminal.error(ForwardOptions::tr("--%1 leaves out all verified deliveries, and no others are sent on without "
                                          "--%2.")
                           .arg(forwardFilter, forwardAll));
        return failure(WrongUsage);
    }
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

Result<QUrl, ExitStatus> readTarget(const QString& option, const QString& text, const Terminal& terminal)
{
    const auto url = deliveryTarget(text);
    if (url)
        return *url;
    terminal.error(deliveryTargetUsage(url.error(), QStringLiteral("--") + option));
    return failure(WrongUsage);
}

/// The target that answers, where one is given; it takes precedence over one to be forwarded to.
Result<QList<ForwardSettings>, ExitStatus> readPassThrough(const QCommandLineParser& arguments,
                                                           const ForwardSettings& manner, const Terminal& terminal)
{
    const QStringList urls = arguments.values(passThrough);
    if (urls.isEmpty())
        return QList<ForwardSettings>();
    const auto url = readTarget(passThrough, urls.constFirst(), terminal);
    if (!url)
        return failure(url.error());
    ForwardSettings target = manner;
    target.url = *url;
    target.isVerifiedOnly = true;
    target.isPassThrough = true;
    return QList<ForwardSettings>{target};
}

} // namespace

QList<QCommandLineOption> forwardOptions()
{
    return {
        {forwardTo,
         ForwardOptions::tr("Send each verified delivery on to this URL, once it is answered; may be given more than "
                            "once. In place of the settings' targets."),
         QStringLiteral("URL…")},
        {passThrough,
         ForwardOptions::tr(
             "Store each verified delivery, send it on to this URL and answer with the status that it "
             "answers: 502 where it can't be reached, 504 where it is too slow. In place of the settings' "
             "targets."),
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
    const auto manner = readManner(arguments, terminal);
    if (!manner)
        return failure(manner.error());
    auto targets = readPassThrough(arguments, *manner, terminal);
    if (!targets)
        return targets;
    for (const QString& text : urls) {
        const auto url = readTarget(forwardTo, text, terminal);
        if (!url)
            return failure(url.error());
        if (!targets->isEmpty() && targets->constFirst().isPassThrough &&
            ForwardTarget::nameOf(targets->constFirst().url) == ForwardTarget::nameOf(*url)) {
            terminal.error(ForwardOptions::tr("%1 is given to --%2 and to --%3, and would get each delivery twice: "
                                              "choose one.")
                               .arg(withoutCredentials(ForwardTarget::nameOf(*url)), forwardTo, passThrough));
            return failure(WrongUsage);
        }
        targets->append(*manner);
        targets->last().url = *url;
    }
    return targets;
}

} // namespace kaunt
