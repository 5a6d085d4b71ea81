// SPDX-License-Identifier: MIT
#include "core/answerstatus.h"
#include "core/api/retrydelay.h"
#include "core/api/tokenerror.h"
#include "ui/exchangesentences.h"
#include "ui/quantities.h"
#include "ui/sentences.h"
#include "ui/urlsentences.h"

#include <QCoreApplication>

namespace kaunt {

namespace {

using Reason = FetchError::Reason;

constexpr int proxyAuthenticationRequired = 407;

/// The context that translators see these sentences in.
struct FetchSentences {
    Q_DECLARE_TR_FUNCTIONS(FetchSentences)
};

/// A page with the status of an error: the status tells what is wrong, the page that it need not be the API's.
bool isPageOfError(const FetchError& error)
{
    constexpr int firstOfErrors = 400;
    const bool hasStatus = error.step == FetchError::Step::Status || error.step == FetchError::Step::Token;
    return error.reason == Reason::AnswerIsPage && hasStatus && error.status >= firstOfErrors;
}

QString sayingOfApi(const FetchError& error)
{
    if (isPageOfError(error))
        return error.message.isEmpty()
                   ? FetchSentences::tr("The answer is a web page, so it may come from something in between.")
                   : FetchSentences::tr("The answer is a web page called %1, so it may come from something in between.")
                         .arg(quotedText(error.message));
    return error.message.isEmpty() ? QString() : FetchSentences::tr("It says: %1").arg(quotedEnd(error.message));
}

QString askSupport(const FetchError& error)
{
    if (error.correlationId.isEmpty())
        return FetchSentences::tr("Look at the whole answer for what it says.");
    return FetchSentences::tr("Look at the whole answer, or ask Kaunt's support about correlation id %1.")
        .arg(quotedText(error.correlationId));
}

QString fetchLater()
{
    return FetchSentences::tr("The fault is on the other side. Try again later.");
}

/// Zero, or a time that is over, asks for nothing that could be told.
bool asksToWait(const FetchError& error)
{
    return error.askedWait && error.askedWait->count() > 0;
}

/// Whole seconds, since that is what is asked for.
QString askedWait(const FetchError& error)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(*error.askedWait);
    if (seconds >= longestRetryAfter)
        return FetchSentences::tr("The API asks to wait %1 or more.").arg(durationText(seconds));
    return FetchSentences::tr("The API asks to wait %1: try again after that.").arg(durationText(seconds));
}

/// Null where the status says nothing about that.
QString knownAdvice(const FetchError& error)
{
    switch (error.status) {
    case 401:
        return FetchSentences::tr("The API gave a token and refuses it here: the key may have been deleted meanwhile, "
                                  "or the event is of another environment or region than the API base.");
    case 403:
        return FetchSentences::tr("The credentials are probably another tenant's, for an API key opens its own tenant "
                                  "only: set those of the event's tenant. Or the URL asks at tenant level for a "
                                  "document that belongs to a company.");
    case 404:
        return FetchSentences::tr("It may be older than Kaunt keeps data (two years, or less where that was agreed); "
                                  "the credentials may be another tenant's; or the URL asks at tenant level for a "
                                  "document that belongs to a company.");
    case 410:
        return FetchSentences::tr("It was there and is no more: it is probably older than Kaunt keeps data.");
    case 429:
        if (asksToWait(error))
            return FetchSentences::tr("Too many requests were made.") + u' ' + askedWait(error);
        return FetchSentences::tr("Too many requests were made. How long to wait is not known: try again later.");
    default:
        if (error.status >= 500 && asksToWait(error))
            return FetchSentences::tr("The fault is on the other side.") + u' ' + askedWait(error);
        return error.status >= 500 ? fetchLater() : QString();
    }
}

/// By the status's definition it was none of the API (RFC 9110 section 15.5.8).
QString proxyWantsPassword()
{
    return FetchSentences::tr("A proxy on the way wants a user name and a password: give them with its address, as in "
                              "https_proxy=http://user:password@host:port.");
}

/// Behind what to do about a page, where the answer is one and no fault of the other side's own.
QString withPageAdvice(const FetchError& error, const QString& advice)
{
    if (!isPageOfError(error) || error.status >= 500)
        return advice;
    return (FetchSentences::tr("If it does, have whoever runs that let requests to the API through.") + u' ' + advice)
        .trimmed();
}

QString statusAdvice(const FetchError& error)
{
    if (error.status == proxyAuthenticationRequired)
        return proxyWantsPassword();
    QString advice = withPageAdvice(error, knownAdvice(error));
    if (advice.isEmpty())
        return askSupport(error);
    if (!error.correlationId.isEmpty())
        advice += u' ' + FetchSentences::tr("Kaunt's support finds this answer by correlation id %1.")
                             .arg(quotedText(error.correlationId));
    return advice;
}

Sentence statusSentence(const FetchError& error)
{
    // The status is no fault then: it is the answer's isSuccess that says no.
    if (isSuccess(error.status))
        return {FetchSentences::tr("Kaunt could not give the resource: its answer is marked as not successful."),
                sayingOfApi(error), askSupport(error)};
    return {FetchSentences::tr("The API answered %1.").arg(error.status), sayingOfApi(error), statusAdvice(error)};
}

/// Why a token was refused, as far as the answer tells: nothing is claimed that it does not say.
Sentence refusedTokenSentence(const FetchError& error)
{
    const QString status = QString::number(error.status);
    const QString happened = FetchSentences::tr("The API gave no access token; it answered %1.").arg(status);
    switch (isPageOfError(error) ? TokenRefusal::None : tokenRefusalOf(error.message)) {
    case TokenRefusal::ClientUnknown:
        return {FetchSentences::tr("The API refused the client id or its secret (%1).").arg(status), sayingOfApi(error),
                FetchSentences::tr("Either may be mistyped, the secret may be another key's, or the key may have been "
                                   "deleted. Copy both anew from the Partner Portal, and check that the API base is of "
                                   "the key's environment and region.")};
    case TokenRefusal::ClientNotAllowed:
        return {FetchSentences::tr("The API knows this client and gives it no access token (%1).").arg(status),
                sayingOfApi(error),
                FetchSentences::tr("Id and secret are not at fault: look at the key in the Partner Portal.")};
    case TokenRefusal::RequestRefused:
        return {
            FetchSentences::tr("The API did not take the way in which an access token was asked for (%1).").arg(status),
            sayingOfApi(error),
            FetchSentences::tr("Id and secret need not be wrong: check the API base, and whether a proxy changes "
                               "what is sent.")};
    case TokenRefusal::None:
        break;
    }
    if (error.status == proxyAuthenticationRequired)
        return {happened, sayingOfApi(error), proxyWantsPassword()};
    if (error.status == 404 || error.status == 405)
        return {happened, sayingOfApi(error),
                FetchSentences::tr("There is no token address at the API base: correct it in the settings, or with "
                                   "kauntctl's --api-base.")};
    if (error.status == 429 || error.status >= 500)
        return {happened, sayingOfApi(error), statusAdvice(error)};
    return {happened, sayingOfApi(error),
            withPageAdvice(error, FetchSentences::tr("Check the client id, the client secret and the API base in the "
                                                     "settings, and that the key has not been deleted."))};
}

Sentence tokenSentence(const FetchError& error)
{
    if (error.reason != Reason::None && !isPageOfError(error))
        return apiBaseSentence(error);
    if (error.status == 0)
        return {FetchSentences::tr("The API gave no access token."), sayingOfApi(error),
                FetchSentences::tr(
                    "Check the client id, the client secret and the API base, in the settings or as they were given.")};
    // A good status is no fault: what came with it is.
    if (isSuccess(error.status) && tokenRefusalOf(error.message) == TokenRefusal::None)
        return {FetchSentences::tr("What the API gave is no access token."),
                error.message.isEmpty() ? FetchSentences::tr("Its answer holds no bearer token that can be used.")
                                        : sayingOfSystem(error),
                FetchSentences::tr("Check the API base in the settings: another server may be answering there.")};
    if (isRedirection(error.status))
        return {FetchSentences::tr("The API gave no access token; it answered %1.").arg(error.status),
                FetchSentences::tr("Its token address redirects, and a client secret never follows a redirect."),
                FetchSentences::tr("Set the API base to the address it should go to.")};
    return refusedTokenSentence(error);
}

/// In an answer's place, and with no error of which it could be the page.
Sentence pageSentence(const FetchError& error)
{
    QString happened = error.status == 0
                           ? FetchSentences::tr("A web page came in place of the API's answer.")
                           : FetchSentences::tr("A web page came in place of the API's answer (%1).").arg(error.status);
    return {happened,
            error.message.isEmpty()
                ? FetchSentences::tr("What the API gives is JSON, so it probably comes from something in between.")
                : FetchSentences::tr("The page is called %1; what the API gives is JSON, so it probably comes from "
                                     "something in between.")
                      .arg(quotedText(error.message)),
            FetchSentences::tr("Look at the whole answer for who says so: a proxy that wants a sign-in, a guest "
                               "network's page, or a wrong API base in the settings.")};
}

QString otherEncoding(const FetchError& error)
{
    return error.host.isEmpty()
               ? FetchSentences::tr("It is no text in UTF-8.")
               : FetchSentences::tr("It is no text in UTF-8; it says that it is %1.").arg(quotedText(error.host));
}

/// A good status, and nothing that can be used with it.
Sentence bodySentence(const FetchError& error)
{
    const QString happened = FetchSentences::tr("The answer could not be used.");
    switch (error.reason) {
    case Reason::AnswerEmpty:
        return {happened, FetchSentences::tr("It is empty (%1).").arg(error.status),
                FetchSentences::tr("Fetch again later; if it stays so, tell Kaunt's support.")};
    case Reason::AnswerTooLarge:
        return {happened, FetchSentences::tr("It is larger than what is read of an answer; its beginning is kept."),
                FetchSentences::tr(
                    "Raise api/maxBodyBytes in the settings file, or read it with another program, such as curl.")};
    case Reason::AnswerCutShort:
        return {happened, FetchSentences::tr("The connection ended before all of it had come."),
                FetchSentences::tr("Fetch again; if it stays so, check what stands between, such as a proxy.")};
    case Reason::AnswerEndsEarly:
        return {happened, FetchSentences::tr("It ends in the middle of its JSON."),
                FetchSentences::tr("Fetch again; if it stays so, check what stands between, such as a proxy.")};
    case Reason::AnswerTooComplex:
        return {happened, FetchSentences::tr("It is nested deeper, or has more values, than is read of an answer."),
                FetchSentences::tr("Read it with another program, such as curl.")};
    case Reason::AnswerOtherEncoding:
        return {happened, otherEncoding(error),
                FetchSentences::tr("Look at the whole answer for what it is; if something in between has packed or "
                                   "changed it, let that be left out.")};
    case Reason::AnswerNoJson:
        return {happened, FetchSentences::tr("It is no JSON."),
                FetchSentences::tr("Look at the whole answer for what it is, and check the API base in the settings.")};
    case Reason::AnswerNoResource:
        return {FetchSentences::tr("The answer holds no resource."),
                FetchSentences::tr("The API answered %1, and there is nothing in its answer that could be shown.")
                    .arg(error.status),
                askSupport(error)};
    default:
        return {happened,
                error.message.isEmpty() ? FetchSentences::tr("It is larger than allowed, was cut short, or is no JSON.")
                                        : sayingOfSystem(error),
                FetchSentences::tr("If it is a page of a proxy or a sign-in page, check the network.")};
    }
}

} // namespace

Sentence sentenceFor(const FetchError& error)
{
    if (error.reason == Reason::AnswerIsPage && !isPageOfError(error))
        return pageSentence(error);
    switch (error.step) {
    case FetchError::Step::Url:
        return urlSentence(error);
    case FetchError::Step::Credentials:
        if (error.reason == Reason::NoClientSecret)
            return {FetchSentences::tr("The API credentials for this tenant are not whole."),
                    FetchSentences::tr("There is a client id, and no client secret with it."),
                    FetchSentences::tr(
                        "Enter the client secret in the API settings, or give kauntctl --client-secret-file.")};
        return {FetchSentences::tr("There are no API credentials for this tenant."),
                FetchSentences::tr("An API key opens its own tenant only, and no default is set."),
                FetchSentences::tr("Add a client id and a client secret in the API settings, or give kauntctl "
                                   "--client-id and --client-secret-file.")};
    case FetchError::Step::Token:
        return tokenSentence(error);
    case FetchError::Step::Redirect:
        return redirectSentence(error);
    case FetchError::Step::Status:
        return statusSentence(error);
    case FetchError::Step::Body:
        return bodySentence(error);
    case FetchError::Step::Cancelled:
        return {FetchSentences::tr("Fetching was cancelled."), {}, {}};
    default:
        return exchangeSentence(error);
    }
}

} // namespace kaunt
