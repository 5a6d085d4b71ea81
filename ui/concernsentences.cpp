// SPDX-License-Identifier: MIT
#include "ui/sentences.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace kaunt {

namespace {

/// The context that translators see these sentences in.
struct ConcernSentences {
    Q_DECLARE_TR_FUNCTIONS(ConcernSentences)
};

/// "5 h", as coarse as people say it.
QString spanText(std::chrono::milliseconds span)
{
    using namespace std::chrono_literals;
    const std::chrono::milliseconds length = std::chrono::abs(span);
    if (length < 2min)
        return ConcernSentences::tr("%1 s").arg(length / 1s);
    if (length < 2h)
        return ConcernSentences::tr("%1 min").arg(length / 1min);
    if (length < 48h)
        return ConcernSentences::tr("%1 h").arg(length / 1h);
    return ConcernSentences::tr("%1 days").arg(length / 24h);
}

Sentence clockSentence(const Concern& concern)
{
    const QString next = ConcernSentences::tr("Set this machine's clock, best by the network (NTP): the times of "
                                              "deliveries and the check of certificates go by it.");
    if (concern.byTheLog)
        return {ConcernSentences::tr("This machine's clock is probably wrong."),
                ConcernSentences::tr("The log holds deliveries that came %1 later than it is now by this clock.")
                    .arg(spanText(concern.off)),
                next};
    const bool isAhead = concern.off.count() > 0;
    return {isAhead ? ConcernSentences::tr("This machine's clock is %1 fast.").arg(spanText(concern.off))
                    : ConcernSentences::tr("This machine's clock is %1 slow.").arg(spanText(concern.off)),
            ConcernSentences::tr("That is by the date of the API's answers."), next};
}

QString timeOf(const TurnedAway& turnedAway)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(turnedAway.lastAt).time(), QLocale::ShortFormat);
}

Sentence connectionsSentence(const TurnedAway& connections)
{
    const QString peer = connections.peer.toString();
    return {connections.count == 1
                ? ConcernSentences::tr("A connection from %1 was turned away with 503 at %2.")
                      .arg(peer, timeOf(connections))
                : ConcernSentences::tr("%1 connections were turned away with 503, the last one from %2 at %3.")
                      .arg(QLocale().toString(connections.count), peer, timeOf(connections)),
            ConcernSentences::tr("All connections that the receiver takes, or those of one address, were in use; Kaunt "
                                 "comes again, but each time later."),
            ConcernSentences::tr("Find out who holds them. Behind a tunnel or proxy all senders have one address: "
                                 "allow it more connections in the settings, under Listening.")};
}

Sentence refusalsSentence(const TurnedAway& refusals)
{
    const QString peer = refusals.peer.toString();
    return {refusals.count == 1
                ? ConcernSentences::tr("A refused delivery from %1 was answered 429 and not kept, at %2.")
                      .arg(peer, timeOf(refusals))
                : ConcernSentences::tr("%1 refused deliveries were answered 429 and not kept, the last one from %2 "
                                       "at %3.")
                      .arg(QLocale().toString(refusals.count), peer, timeOf(refusals)),
            ConcernSentences::tr("That address has sent too many in a minute, and none that is verified."),
            ConcernSentences::tr("If it should deliver here, see what those before it were refused for; if it is "
                                 "nobody whom you expect, let it be.")};
}

Sentence silenceSentence(const Concern& concern)
{
    const QString since = QLocale().toString(QDateTime::fromMSecsSinceEpoch(concern.since), QLocale::ShortFormat);
    return {ConcernSentences::tr("Nothing has been received since %1.").arg(since),
            ConcernSentences::tr("Deliveries used to come about every %1.").arg(spanText(concern.usual)),
            concern.calledAs.isEmpty()
                ? ConcernSentences::tr("Check that the tunnel or proxy is up and leads here, and that the webhook in "
                                       "the Partner Portal is as it was.")
                : ConcernSentences::tr("The last one was sent to %1: check that the tunnel or proxy there is up and "
                                       "leads here, and that the webhook in the Partner Portal is as it was.")
                      .arg(quotedText(concern.calledAs))};
}

} // namespace

Sentence sentenceFor(const Concern& concern)
{
    switch (concern.kind) {
    case Concern::Kind::DiskNearlyFull:
        return {ConcernSentences::tr("The log's disk is nearly full (%1 free).")
                    .arg(QLocale().formattedDataSize(concern.bytes)),
                ConcernSentences::tr("Without room deliveries are answered 503, and after a day Kaunt gives up."),
                ConcernSentences::tr("Make room, or keep less of the log in the settings.")};
    case Concern::Kind::ClockWrong:
        return clockSentence(concern);
    case Concern::Kind::ExpiryHeld:
        return {
            ConcernSentences::tr("Deliveries that are too old to be kept are kept for now."),
            ConcernSentences::tr("This machine's clock is %1 ahead of the last delivery, or has jumped: it may be "
                                 "wrong.")
                .arg(spanText(concern.off)),
            ConcernSentences::tr("Check the clock. If it is right there is nothing to do: they are removed when the "
                                 "program has run for a day.")};
    case Concern::Kind::HandshakesFailed:
        return sentenceFor(concern.handshakes);
    case Concern::Kind::ConnectionsTurnedAway:
        return connectionsSentence(concern.turnedAway);
    case Concern::Kind::RefusalsTurnedAway:
        return refusalsSentence(concern.turnedAway);
    case Concern::Kind::RequestsUnreadable:
        return sentenceFor(concern.unreadable);
    case Concern::Kind::NothingReceived:
        break;
    }
    return silenceSentence(concern);
}

} // namespace kaunt
