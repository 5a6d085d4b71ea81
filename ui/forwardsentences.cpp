// SPDX-License-Identifier: MIT
#include "ui/forwardsentences.h"

#include "ui/quantities.h"
#include "ui/sendingsentences.h"
#include "ui/sentences.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <chrono>

namespace kaunt {

namespace {

struct ForwardSentences {
    Q_DECLARE_TR_FUNCTIONS(ForwardSentences)
};

QString forwardOutcomeText(const ForwardRecord& record)
{
    switch (record.noAnswer.reason) {
    case NoAnswer::Reason::BodyCut:
        return ForwardSentences::tr("not sent, as only the first 64 KiB of its body were kept");
    case NoAnswer::Reason::TooOld:
        return record.attempts > 0 ? ForwardSentences::tr("not sent again, as it had waited for more than a day")
                                   : ForwardSentences::tr("not sent, as it had waited for more than a day");
    case NoAnswer::Reason::Busy:
        return ForwardSentences::tr("not sent, as its turn did not come in time");
    case NoAnswer::Reason::Ended:
        return ForwardSentences::tr("not answered before the program ended");
    case NoAnswer::Reason::System:
    case NoAnswer::Reason::NoHttp:
    case NoAnswer::Reason::LargeHeaders:
    case NoAnswer::Reason::NotListening:
    case NoAnswer::Reason::NoSecret:
        break;
    }
    if (record.status == 0 && record.attempts == 1)
        return ForwardSentences::tr("no answer (%1)").arg(noAnswerText(record.noAnswer));
    if (record.status == 0)
        return ForwardSentences::tr("no answer in %1 attempts (%2)")
            .arg(record.attempts)
            .arg(noAnswerText(record.noAnswer));
    if (record.attempts > 1)
        return ForwardSentences::tr("answered %1 within %2 ms, at attempt %3")
            .arg(record.status)
            .arg(record.millis)
            .arg(record.attempts);
    return ForwardSentences::tr("answered %1 within %2 ms").arg(record.status).arg(record.millis);
}

} // namespace

Sentence sentenceFor(const ForwardState& state)
{
    const QString target = quotedText(withoutCredentials(state.target));
    if (state.passedOver > 0)
        return {state.passedOver == 1 ? ForwardSentences::tr("Up to one delivery was not forwarded to %1.").arg(target)
                                      : ForwardSentences::tr("Up to %1 deliveries were not forwarded to %2.")
                                            .arg(QLocale().toString(state.passedOver), target),
                ForwardSentences::tr("It is too far behind, or the log had no more room for what waited."),
                ForwardSentences::tr("Replay those that are still in the log once it is up, in the window or by "
                                     "kauntctl replay.")};
    const QString happened = ForwardSentences::tr("Deliveries can't be forwarded to %1.").arg(target);
    if (state.logError && state.logError->code == LogError::Code::Damaged)
        return {happened, ForwardSentences::tr("The log is damaged where it is to be read."),
                ForwardSentences::tr("It is checked now, and what can be read is copied into a new log, from which "
                                     "forwarding goes on.")};
    if (state.logError)
        return {happened, ForwardSentences::tr("What it is to get can't be read from the log."),
                sentenceFor(*state.logError).text()};
    const QString why = state.status > 0
                            ? ForwardSentences::tr("It is answered for with %1.").arg(state.status)
                            : ForwardSentences::tr("It does not answer: %1.").arg(noAnswerText(state.noAnswer));
    if (state.isDown)
        return {happened, why,
                ForwardSentences::tr("They wait in the log, the newest %1 of the last %2 hours, and follow as soon as "
                                     "it does.")
                    .arg(QLocale().toString(ForwardTarget().maxBehind))
                    .arg(std::chrono::duration_cast<std::chrono::hours>(ForwardTarget().maxAge).count())};
    return {ForwardSentences::tr("%1 answers again; what waited follows.").arg(target), {}, {}};
}

QList<Sentence> passThroughSentences(const Settings& settings)
{
    const QList<PassThroughTarget> targets = passThroughTargets(settings.forwards);
    const QList<Endpoint>& endpoints = settings.receiver.endpoints;
    QList<Sentence> sentences;
    for (const PassThroughTarget& one : targets) {
        if (!one.endpoint.isEmpty() && std::none_of(endpoints.cbegin(), endpoints.cend(),
                                                    [&one](const Endpoint& each) { return each.name == one.endpoint; }))
            continue;
        const QString target = quotedText(withoutCredentials(one.target.name()));
        const QString happened = one.endpoint.isEmpty()
                                     ? ForwardSentences::tr("Answers come from %1 (pass through).").arg(target)
                                     : ForwardSentences::tr("Answers of the endpoint %1 come from %2 (pass through).")
                                           .arg(quotedText(one.endpoint), target);
        sentences.append({happened,
                          ForwardSentences::tr("Verified deliveries are stored, and their sender waits for what the "
                                               "target answers: 502 where it can't be reached, 504 where it is too "
                                               "slow."),
                          {}});
    }
    return sentences;
}

QString forwardText(const ForwardRecord& record)
{
    const QString outcome = forwardOutcomeText(record);
    return record.nextAt == 0 ? outcome
                              : ForwardSentences::tr("%1; again at %2").arg(outcome, localTimeText(record.nextAt));
}

} // namespace kaunt
