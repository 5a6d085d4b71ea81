// SPDX-License-Identifier: MIT
#include "ui/sentences.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace kaunt {

namespace {

using Speaks = http::UnreadableRequest::Speaks;

/// The context that translators see these sentences in.
struct UnreadableSentences {
    Q_DECLARE_TR_FUNCTIONS(UnreadableSentences)
};

QString whatWasWrong(const http::UnreadableRequest& request)
{
    if (request.speaks == Speaks::Tls)
        return UnreadableSentences::tr("It spoke TLS to a port that speaks plain HTTP.");
    if (request.speaks == Speaks::ProxyProtocol)
        return UnreadableSentences::tr("It began with the PROXY protocol, which is not spoken here.");
    switch (request.status) {
    case 408:
        return UnreadableSentences::tr("It came too slowly.");
    case 413:
        return UnreadableSentences::tr("Its body is larger than is taken here.");
    case 414:
        return UnreadableSentences::tr("Its path is longer than is taken here.");
    case 417:
        return UnreadableSentences::tr("It expects something that this receiver does not know.");
    case 431:
        return UnreadableSentences::tr("Its header fields are more, or longer, than is taken here.");
    case 501:
        return UnreadableSentences::tr("It uses a method or a transfer coding that is not known here.");
    case 505:
        return UnreadableSentences::tr("It speaks another version of HTTP than 1.0 and 1.1.");
    default:
        return UnreadableSentences::tr("It was cut off, or is no well-formed HTTP.");
    }
}

QString whereItWent(const UnreadableRequests& unreadable)
{
    if (!unreadable.endpoint.isEmpty())
        return UnreadableSentences::tr("It was sent to the endpoint %1, and is not in the log.")
            .arg(quotedText(unreadable.endpoint));
    if (!unreadable.last.target.isEmpty())
        return UnreadableSentences::tr("It called %1.").arg(quotedText(QString::fromLatin1(unreadable.last.target)));
    return {};
}

QString whatToDo(const http::UnreadableRequest& request)
{
    if (request.speaks == Speaks::Tls)
        return UnreadableSentences::tr("If it is your proxy or tunnel, let it call http://, or serve a certificate "
                                       "(TLS in the settings).");
    if (request.speaks == Speaks::ProxyProtocol)
        return UnreadableSentences::tr("If it is your proxy, switch that off for this receiver.");
    switch (request.status) {
    case 408:
    case 413:
    case 414:
    case 431:
        return UnreadableSentences::tr("If it should be a delivery, look at what a proxy makes of it, or allow more in "
                                       "the settings, under Listening.");
    default:
        return UnreadableSentences::tr("If it should be a delivery, look at what stands between its sender and this "
                                       "receiver; a stranger's can be let be.");
    }
}

} // namespace

Sentence sentenceFor(const UnreadableRequests& unreadable)
{
    const QString time =
        QLocale().toString(QDateTime::fromMSecsSinceEpoch(unreadable.lastAt).time(), QLocale::ShortFormat);
    const QString status = QString::number(unreadable.last.status);
    const qint64 total = unreadable.total();
    const QString where = whereItWent(unreadable);
    const QString wrong = whatWasWrong(unreadable.last);
    const QString several =
        unreadable.endpoint.isEmpty()
            ? UnreadableSentences::tr("%1 requests could not be read to their end, the last one from %2, answered %3 "
                                      "at %4.")
            : UnreadableSentences::tr("%1 requests could not be read to their end, the last one to an endpoint from "
                                      "%2, answered %3 at %4.");
    return {total == 1
                ? UnreadableSentences::tr("A request from %1 could not be read to its end and was answered %2 at %3.")
                      .arg(unreadable.peer.toString(), status, time)
                : several.arg(QLocale().toString(total), unreadable.peer.toString(), status, time),
            where.isEmpty() ? wrong : where + u' ' + wrong, whatToDo(unreadable.last)};
}

} // namespace kaunt
