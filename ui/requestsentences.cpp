// SPDX-License-Identifier: MIT
#include "ui/sentences.h"

#include <QCoreApplication>

namespace kaunt {

namespace {

/// The context that translators see these sentences in.
struct RequestSentences {
    Q_DECLARE_TR_FUNCTIONS(RequestSentences)
};

QString noteOf(const DeliverySummary& request, QLatin1String code)
{
    for (const QString& note : request.notes) {
        if (note.startsWith(code))
            return note.mid(code.size());
    }
    return {};
}

Sentence wrongMethodSentence(const DeliverySummary& request)
{
    const QString called = calledText(request);
    if (request.endpoint.isEmpty()) // its target is no path
        return {RequestSentences::tr("Something asked for what no endpoint does: %1.").arg(quotedText(called)),
                RequestSentences::tr("It was answered 405 and is no delivery: Kaunt sends POST."),
                RequestSentences::tr("That is a proxy that asks, or a stranger's scan, and can be let be.")};
    return {RequestSentences::tr("The endpoint %1 was called with %2 in place of POST.")
                .arg(quotedText(request.endpoint), quotedText(called.section(u' ', 0, 0))),
            RequestSentences::tr("It was answered 405 and is no delivery: Kaunt sends POST."),
            RequestSentences::tr("A browser, a health check or a redirect in a proxy does that; if it should be a "
                                 "delivery, look at what stands between.")};
}

} // namespace

QString calledText(const DeliverySummary& request)
{
    return noteOf(request, QLatin1String("called:"));
}

Sentence misdirectedSentence(const DeliverySummary& request)
{
    if (request.status == 405)
        return wrongMethodSentence(request);
    const QString similar = noteOf(request, QLatin1String("similar:"));
    const QString happened =
        RequestSentences::tr("Something called a path that no endpoint has: %1.").arg(quotedText(calledText(request)));
    QString reason = RequestSentences::tr("It was answered %1 and is no delivery.").arg(request.status);
    const bool isLikely = request.notes.contains(QLatin1String("with-signature"));
    if (isLikely)
        reason +=
            u' ' + RequestSentences::tr("It has Kaunt's signature header, so it is most likely a webhook of Kaunt's.");
    if (similar.isEmpty() && isLikely)
        return {
            happened, reason,
            RequestSentences::tr("Correct the webhook's URL in the Partner Portal, or give an endpoint this path in "
                                 "the settings.")};
    if (similar.isEmpty())
        return {happened, reason,
                RequestSentences::tr("If it is Kaunt, correct the webhook's URL in the Partner Portal, or give an "
                                     "endpoint this path in the settings; a stranger's can be let be.")};
    return {happened, reason,
            RequestSentences::tr("It is nearly the path %1: correct the webhook's URL in the Partner Portal, or what a "
                                 "proxy makes of it.")
                .arg(quotedText(similar))};
}

} // namespace kaunt
