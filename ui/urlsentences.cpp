// SPDX-License-Identifier: MIT
#include "ui/urlsentences.h"

#include <QCoreApplication>

namespace kaunt {

namespace {

using Reason = FetchError::Reason;

struct UrlSentences {
    Q_DECLARE_TR_FUNCTIONS(UrlSentences)
};

QString redirectTarget(const FetchError& error)
{
    switch (error.reason) {
    case Reason::NoLocation:
        return UrlSentences::tr("The API redirects (%1) without saying where to.").arg(error.status);
    case Reason::NoUrl:
        return UrlSentences::tr("The API redirects (%1) to something that is no web address.").arg(error.status);
    case Reason::TooManyRedirects:
        return UrlSentences::tr("The API redirects (%1) again and again.").arg(error.status);
    case Reason::None:
        return UrlSentences::tr("The API redirects (%1), and that was not followed.").arg(error.status);
    default:
        return UrlSentences::tr("The API redirects (%1) to %2.")
            .arg(QString::number(error.status), quotedText(error.host));
    }
}

QString redirectReason(Reason reason)
{
    switch (reason) {
    case Reason::SchemeNotAllowed:
        return UrlSentences::tr("That is not https, and an access token goes over https only.");
    case Reason::UserInfo:
        return UrlSentences::tr("That URL carries a user name, which is a known trick.");
    case Reason::DotSegments:
        return UrlSentences::tr("That URL holds a dot segment (“.” or “..”), which would make it another address.");
    case Reason::OriginNotAllowed:
        return UrlSentences::tr("An access token never leaves the host that it is for.");
    case Reason::TooManyRedirects:
        return UrlSentences::tr("Only a few redirects are followed, so that it ends.");
    default:
        return {};
    }
}

} // namespace

Sentence urlSentence(const FetchError& error)
{
    const QString happened = UrlSentences::tr("Nothing was sent.");
    switch (error.reason) {
    case Reason::OriginNotAllowed:
        return {
            happened,
            UrlSentences::tr("The event's URL is on %1, an origin where credentials may not go; scheme, host and port "
                             "all count.")
                .arg(quotedText(error.host)),
            UrlSentences::tr(
                "If you trust it, add its origin to the API settings (api/furtherOrigins in the settings file).")};
    case Reason::SchemeNotAllowed:
        return {happened, UrlSentences::tr("The event's URL is not https."),
                UrlSentences::tr("Credentials go over https only; plain http is for a simulator on this machine.")};
    case Reason::UserInfo:
        return {happened, UrlSentences::tr("The event's URL carries a user name."),
                UrlSentences::tr("Such a URL is a known trick; look at the payload.")};
    case Reason::DotSegments:
        return {
            happened,
            UrlSentences::tr("The event's URL holds a dot segment (“.” or “..”), which would make it another address."),
            UrlSentences::tr("No address but the one that was received is called; look at the payload.")};
    case Reason::NoUrl:
        return {happened, UrlSentences::tr("The event has no URL that could be called, or one that is not complete."),
                UrlSentences::tr(
                    "Look at the payload for what stands there. Only what verified deliveries announce is fetched.")};
    default:
        return {happened, UrlSentences::tr("The delivery has no URL that can be fetched, or it was not verified."),
                UrlSentences::tr("Only resources of verified deliveries are fetched.")};
    }
}

Sentence apiBaseSentence(const FetchError& error)
{
    const QString happened = UrlSentences::tr("No access token was asked for.");
    const QString next = UrlSentences::tr("Correct the API base, such as https://api.kaunt.com.");
    switch (error.reason) {
    case Reason::SchemeNotAllowed:
        return {happened, UrlSentences::tr("The API base is not https, and a client secret goes over https only."),
                next};
    case Reason::UserInfo:
        return {happened, UrlSentences::tr("The API base carries a user name."), next};
    case Reason::OriginNotAllowed:
        return {happened,
                UrlSentences::tr("The API base is on %1, where credentials may not go.").arg(quotedText(error.host)),
                next};
    default:
        return {happened, UrlSentences::tr("The API base is no URL that can be called."), next};
    }
}

Sentence redirectSentence(const FetchError& error)
{
    const bool isLoop = error.reason == Reason::TooManyRedirects;
    return {redirectTarget(error), redirectReason(error.reason),
            isLoop ? UrlSentences::tr("Fetch again later; if it stays so, tell Kaunt's support.")
                   : UrlSentences::tr("Check the API base in the settings, and what stands between: a proxy or a "
                                      "sign-in page.")};
}

} // namespace kaunt
