// SPDX-License-Identifier: MIT
#include "ui/alertsentences.h"

#include "core/forward/forwardtarget.h"
#include "ui/driftsentences.h"
#include "ui/forwardsentences.h"
#include "ui/sendingsentences.h"
#include "ui/visibletext.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <functional>

namespace kaunt {

namespace {

struct AlertSentences {
    Q_DECLARE_TR_FUNCTIONS(AlertSentences)
};

QString repeatReason(const RepeatedCause& cause)
{
    if (cause.onPurpose)
        return AlertSentences::tr("An answer mode answers otherwise, on purpose.");
    if (cause.status == 0)
        return AlertSentences::tr("The sender of the one before had hung up before it was answered.");
    if (cause.status < 200 || cause.status > 299)
        return AlertSentences::tr("The one before was answered %1.").arg(cause.status);
    if (cause.millis < 0)
        return AlertSentences::tr("The answer to the one before came late.");
    return AlertSentences::tr("The answer to the one before took %1 ms.").arg(QLocale().toString(cause.millis));
}

/// Says what an alert is about, by its cause.
class AlertWording {
public:
    explicit AlertWording(const Alert& alert)
        : m_count(alert.count)
        , m_causes(alert.causes.size())
    {
    }

    Sentence operator()(const Diagnosis& diagnosis) const
    {
        const bool isNoSecret = diagnosis.cause == verdictCode(Verdict::NoSecret);
        const Sentence why = isNoSecret ? Sentence{AlertSentences::tr("The endpoint has no secret yet."),
                                                   {},
                                                   AlertSentences::tr("Enter the webhook's secret in the settings.")}
                                        : sentenceFor(diagnosis);
        if (m_causes > 1) // what mends the last one would not mend the others
            return {AlertSentences::tr("%1 deliveries were refused, for %2 different causes.")
                        .arg(number(), QLocale().toString(m_causes)),
                    AlertSentences::tr("The last: %1").arg(why.happened),
                    AlertSentences::tr("Look at each of them: it tells its own cause, and what to do.")};
        return {m_count == 1 ? AlertSentences::tr("A delivery was refused.")
                             : AlertSentences::tr("%1 deliveries were refused.").arg(number()),
                why.happened, why.next};
    }
    Sentence operator()(const FailedEventCause& cause) const
    {
        const bool isKnown = eventKind(cause.eventType) != EventKind::Unknown;
        const QString type = isKnown ? eventTypeText(cause.eventType) : AlertSentences::tr("one of an unknown type");
        return {m_count == 1 ? AlertSentences::tr("Kaunt announced a failure: %1.").arg(type)
                             : AlertSentences::tr("Kaunt announced %1 failures, the last: %2.").arg(number(), type),
                isKnown ? QString() : AlertSentences::tr("Its type is %1.").arg(quotedText(cause.eventType)),
                AlertSentences::tr("Fetch the event's resource to read why.")};
    }
    Sentence operator()(const RepeatedCause& cause) const
    {
        return {m_count == 1 ? AlertSentences::tr("Kaunt sent an event again.")
                             : AlertSentences::tr("Kaunt sent %1 events again.").arg(number()),
                repeatReason(cause), AlertSentences::tr("The event's history has all its attempts.")};
    }
    Sentence operator()(const QList<DriftFinding>& findings) const
    {
        constexpr qsizetype mostShown = 3;
        const bool isBreaking = std::any_of(findings.cbegin(), findings.cend(), std::mem_fn(&DriftFinding::isBreaking));
        return {isBreaking
                    ? AlertSentences::tr("The contract of what Kaunt sends changed in a way that breaks readers.")
                    : AlertSentences::tr("The contract of what Kaunt sends has something new."),
                driftText(findings, mostShown).replace(u'\n', QLatin1String("; ")) + u'.',
                AlertSentences::tr("Accept it once your integration knows it: in kaunt-monitor, in the delivery's "
                                   "banner.")};
    }
    Sentence operator()(const LogError& error) const { return storingSentence(error); }
    Sentence operator()(const ListenError& error) const { return sentenceFor(error); }
    Sentence operator()(const ForwardCause& cause) const
    {
        if (cause.isDown || cause.passedOver > 0)
            return sentenceFor(ForwardState{cause.target, cause.isDown, cause.status, cause.noAnswer, cause.passedOver,
                                            cause.logError});
        const QString target = quotedText(cause.target);
        const QString happened =
            m_count == 1 ? AlertSentences::tr("A delivery could not be forwarded to %1.").arg(target)
                         : AlertSentences::tr("%1 deliveries could not be forwarded to %2.").arg(number(), target);
        const QString answered =
            m_count == 1 ? AlertSentences::tr("It was answered %1.") : AlertSentences::tr("The last was answered %1.");
        return {
            happened, cause.status == 0 ? noAnswerText(cause.noAnswer) : answered.arg(cause.status),
            AlertSentences::tr("What is passed through Kaunt sends again: don't replay that. What is forwarded does "
                               "not follow by itself: replay it, in the window or by kauntctl replay; the filter "
                               "forward:failed finds all such.")};
    }
    Sentence operator()(const SilenceCause& cause) const
    {
        Concern concern;
        concern.kind = Concern::Kind::NothingReceived;
        concern.since = cause.since;
        concern.usual = cause.usual;
        return sentenceFor(concern);
    }

private:
    [[nodiscard]] QString number() const { return QLocale().toString(m_count); }

    qint64 m_count;
    qsizetype m_causes; ///< how many different ones, of refusals
};

QString failureReason(const AlertHookFailure& failure)
{
    switch (failure.reason) {
    case AlertHookFailure::Reason::NotStarted:
        return AlertSentences::tr("It can't be started: %1.").arg(visibleText(failure.noAnswer.systemText));
    case AlertHookFailure::Reason::Crashed:
        return AlertSentences::tr("It crashed.");
    case AlertHookFailure::Reason::Status:
        return failure.hook == AlertHookFailure::Hook::Command
                   ? AlertSentences::tr("It ended with status %1.").arg(failure.status)
                   : AlertSentences::tr("It was answered %1.").arg(failure.status);
    case AlertHookFailure::Reason::TimedOut:
        return AlertSentences::tr("It took too long and was ended.");
    case AlertHookFailure::Reason::NoAnswer:
        return AlertSentences::tr("There was no answer: %1.").arg(noAnswerText(failure.noAnswer));
    case AlertHookFailure::Reason::QueueFull:
        return AlertSentences::tr("Too many alerts wait for it, so this one was left out.");
    }
    return {};
}

} // namespace

QString alertRuleText(AlertRule rule)
{
    switch (rule) {
    case AlertRule::RefusedBurst:
        return AlertSentences::tr("Refused deliveries");
    case AlertRule::FailedEvent:
        return AlertSentences::tr("Failure announced");
    case AlertRule::Repeated:
        return AlertSentences::tr("Repeats of ours");
    case AlertRule::Drift:
        return AlertSentences::tr("Contract drift");
    case AlertRule::StoringFailed:
        return AlertSentences::tr("Storing fails");
    case AlertRule::ReceiverDown:
        return AlertSentences::tr("Receiver down");
    case AlertRule::ForwardFailing:
        return AlertSentences::tr("Forwarding fails");
    case AlertRule::Silence:
        break;
    }
    return AlertSentences::tr("Unusual silence");
}

Sentence sentenceFor(const Alert& alert)
{
    return std::visit(AlertWording(alert), alert.cause);
}

Sentence sentenceFor(const AlertHookFailure& failure)
{
    const bool isCommand = failure.hook == AlertHookFailure::Hook::Command;
    return {isCommand ? AlertSentences::tr("The alert command was not told of an alert.")
                      : AlertSentences::tr("The alert URL was not told of an alert."),
            failureReason(failure),
            isCommand ? AlertSentences::tr("Check the program in the settings, or kauntctl's --alert-command.")
                      : AlertSentences::tr("Check the URL in the settings, or kauntctl's --alert-url.")};
}

} // namespace kaunt
