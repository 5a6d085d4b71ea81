// SPDX-License-Identifier: MIT
#include "ui/sentences.h"
#include "ui/visibletext.h"

#include <QCoreApplication>
#include <QLocale>

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
    const QString method = calledText(request).section(u' ', 0, 0);
    return {RequestSentences::tr("The endpoint %1 was called with %2 in place of POST.")
                .arg(quotedText(request.endpoint), quotedText(method)),
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
    if (request.status == 405 && !request.endpoint.isEmpty())
        return wrongMethodSentence(request);
    const QString similar = noteOf(request, QLatin1String("similar:"));
    const QString happened =
        RequestSentences::tr("Something called a path that no endpoint has: %1.").arg(quotedText(calledText(request)));
    const QString reason = RequestSentences::tr("It was answered %1 and is no delivery.").arg(request.status);
    if (similar.isEmpty())
        return {happened, reason,
                RequestSentences::tr("If it is Kaunt, correct the webhook's URL in the Partner Portal, or give an "
                                     "endpoint this path in the settings; a stranger's can be let be.")};
    return {happened, reason,
            RequestSentences::tr("It is nearly the path %1: correct the webhook's URL in the Partner Portal, or what a "
                                 "proxy makes of it.")
                .arg(quotedText(similar))};
}

Sentence repeatSentence(const DeliverySummary& before, const DeliverySummary& repeat)
{
    constexpr qint64 slowMicros = 5'000'000;
    constexpr double microsPerSecond = 1'000'000;
    const QString happened =
        RequestSentences::tr("It is attempt %1: the same event was here before.").arg(repeat.attempt);
    if (before.status >= 500)
        return {happened,
                RequestSentences::tr("The attempt before it was answered %1, which asks Kaunt to come again.")
                    .arg(before.status),
                {}};
    if (before.storedMicros < 0)
        return {happened,
                RequestSentences::tr("The program ended right after it had stored the attempt before, so that its "
                                     "answer may never have been sent."),
                {}};
    const QString seconds = QLocale().toString(static_cast<double>(before.storedMicros) / microsPerSecond, 'f', 3);
    if (before.storedMicros >= slowMicros)
        return {happened,
                RequestSentences::tr("Our answer to the attempt before it took %1 s, and a slow answer counts as "
                                     "none.")
                    .arg(seconds),
                RequestSentences::tr("Check what is slow about the log's disk.")};
    return {happened,
            RequestSentences::tr("The attempt before it was answered %1 within %2 s, so that its answer was lost on "
                                 "the way, or the event was sent twice.")
                .arg(before.status)
                .arg(seconds),
            RequestSentences::tr("If it goes on, look at the tunnel or proxy in between: its own time limit may be "
                                 "short.")};
}

} // namespace kaunt
