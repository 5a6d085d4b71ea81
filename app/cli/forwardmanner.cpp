// SPDX-License-Identifier: MIT
#include "app/cli/forwardmanner.h"

#include "app/cli/filteroption.h"
#include "app/cli/targetoption.h"
#include "core/durationtext.h"
#include "core/sending/deliverytarget.h"
#include "core/webhook/signature.h"

#include <QCoreApplication>

#include <algorithm>

namespace kaunt {

namespace {

struct ForwardManner {
    Q_DECLARE_TR_FUNCTIONS(ForwardManner)
};

ExitStatus wrongManner(const QString& text, const Terminal& terminal)
{
    terminal.error(text);
    return WrongUsage;
}

bool leavesOutAllVerified(const FilterExpression& filter)
{
    return std::any_of(filter.terms.cbegin(), filter.terms.cend(), [](const FilterExpression::Term& term) {
        const bool isVerified = std::any_of(term.alternatives.cbegin(), term.alternatives.cend(),
                                            [](const auto& one) { return one.text == verdictCode(Verdict::Verified); });
        return term.field == FilterExpression::Field::Verdict && isVerified == term.negated;
    });
}

Result<void, ExitStatus> takeFilter(const QString& expression, ForwardSettings& manner, const Terminal& terminal)
{
    const auto filter = readFilterExpression(expression, terminal);
    if (!filter)
        return failure(filter.error());
    manner.filter = expression;
    return {};
}

Result<void, ExitStatus> takeTimeout(const QString& time, ForwardSettings& manner, const Terminal& terminal)
{
    const auto timeout = durationFromText(time);
    if (!timeout)
        return failure(wrongManner(
            ForwardManner::tr("“%1” is no time from a second to a day, such as 10s or 2m.").arg(time), terminal));
    manner.timeout = *timeout;
    return {};
}

/// `name` is what it was given by.
Result<void, ExitStatus> takeNumber(const QString& text, const QString& name, int most, int& number,
                                    const Terminal& terminal)
{
    bool isNumber = false;
    number = text.toInt(&isNumber);
    if (!isNumber || number < 1 || number > most)
        return failure(wrongManner(ForwardManner::tr("%1 needs a number from 1 to %2.").arg(name).arg(most), terminal));
    return {};
}

/// One of "timeout=30s", "concurrency=1", "attempts=8", "all=yes", "paused=no", behind the URL of a target.
Result<void, ExitStatus> takeWord(const QString& word, const QString& option, ForwardSettings& target,
                                  const Terminal& terminal)
{
    const QString key = word.section(u'=', 0, 0);
    const QString value = word.section(u'=', 1);
    if (key == QLatin1String("timeout"))
        return takeTimeout(value, target, terminal);
    if (key == QLatin1String("concurrency"))
        return takeNumber(value, key, ForwardSettings::mostConcurrency, target.concurrency, terminal);
    const bool isYes = value == QLatin1String("yes");
    const bool isOneOfBoth = isYes || value == QLatin1String("no");
    // By what it answers nothing waits or is sent again, and no refused one goes there.
    const bool isAnswering = target.isPassThrough;
    if (key == QLatin1String("attempts") && !isAnswering)
        return takeNumber(value, key, ForwardSettings::mostAttempts, target.attempts, terminal);
    if (key == QLatin1String("all") && isOneOfBoth && !isAnswering) {
        target.isVerifiedOnly = !isYes;
        return {};
    }
    if (key == QLatin1String("paused") && isOneOfBoth && !isAnswering) {
        target.isPaused = isYes;
        return {};
    }
    const QString possible =
        isAnswering ? QStringLiteral("timeout=TIME, concurrency=N, filter=EXPR")
                    : QStringLiteral("timeout=TIME, concurrency=N, attempts=N, all=yes|no, paused=yes|no, filter=EXPR");
    return failure(wrongManner(ForwardManner::tr("“%1” is not understood behind the URL of --%2. Possible there, with "
                                                 "a blank in front, are: %3; the filter last.")
                                   .arg(word, option, possible),
                               terminal));
}

QString takeFirstWord(QString& text)
{
    const auto isBlank = [](QChar character) { return character.isSpace(); };
    const auto end = std::find_if(text.cbegin(), text.cend(), isBlank) - text.cbegin();
    QString word = text.left(end);
    text = text.mid(end).trimmed();
    return word;
}

} // namespace

Result<ForwardSettings, ExitStatus> readManner(const QCommandLineParser& arguments, const ForwardOptionNames& options,
                                               const Terminal& terminal)
{
    ForwardSettings manner;
    manner.isVerifiedOnly = !arguments.isSet(options.all);
    if (const auto taken = takeFilter(arguments.value(options.filter), manner, terminal); !taken)
        return failure(taken.error());
    if (arguments.isSet(options.timeout)) {
        if (const auto taken = takeTimeout(arguments.value(options.timeout), manner, terminal); !taken)
            return failure(taken.error());
    }
    if (!arguments.isSet(options.concurrency))
        return manner;
    const auto taken = takeNumber(arguments.value(options.concurrency), QStringLiteral("--") + options.concurrency,
                                  ForwardSettings::mostConcurrency, manner.concurrency, terminal);
    if (!taken)
        return failure(taken.error());
    return manner;
}

Result<ForwardSettings, ExitStatus> readForwardTarget(const QString& text, const ForwardSettings& common,
                                                      const QString& option, const Terminal& terminal)
{
    QString rest = text.trimmed();
    const auto url = deliveryTarget(takeFirstWord(rest));
    if (!url)
        return failure(wrongManner(deliveryTargetUsage(url.error(), QStringLiteral("--") + option), terminal));
    ForwardSettings target = common;
    target.url = *url;
    const QString filterKey = QStringLiteral("filter=");
    while (!rest.isEmpty()) {
        const bool isFilter = rest.startsWith(filterKey);
        const auto taken = isFilter ? takeFilter(rest.mid(filterKey.size()), target, terminal)
                                    : takeWord(takeFirstWord(rest), option, target, terminal);
        if (!taken)
            return failure(taken.error());
        if (isFilter)
            break;
    }
    const auto filter = parseFilter(target.filter);
    if (!target.isVerifiedOnly || !filter || !leavesOutAllVerified(*filter))
        return target;
    const QString flaw =
        target.isPassThrough
            ? ForwardManner::tr("The filter “%1” leaves out all verified deliveries, and no others are passed through.")
            : ForwardManner::tr("The filter “%1” leaves out all verified deliveries, and no others are sent on without "
                                "--forward-all, or all=yes behind the URL.");
    return failure(wrongManner(flaw.arg(target.filter), terminal));
}

} // namespace kaunt
