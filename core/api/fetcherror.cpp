// SPDX-License-Identifier: MIT
#include "core/api/fetcherror.h"

#include "core/api/answertext.h"
#include "core/codetable.h"

namespace kaunt {

namespace {

using Reason = FetchError::Reason;

constexpr CodeTable<FetchError::Step, 10> stepCodes{{{FetchError::Step::Url, "url"},
                                                     {FetchError::Step::Credentials, "credentials"},
                                                     {FetchError::Step::Token, "token"},
                                                     {FetchError::Step::Connect, "connect"},
                                                     {FetchError::Step::Tls, "tls"},
                                                     {FetchError::Step::Redirect, "redirect"},
                                                     {FetchError::Step::Status, "status"},
                                                     {FetchError::Step::Body, "body"},
                                                     {FetchError::Step::Deadline, "deadline"},
                                                     {FetchError::Step::Cancelled, "cancelled"}}};

constexpr CodeTable<Reason, 34> reasonCodes{{
    {Reason::NoUrl, "no-url"},
    {Reason::SchemeNotAllowed, "scheme-not-allowed"},
    {Reason::UserInfo, "user-info"},
    {Reason::DotSegments, "dot-segments"},
    {Reason::OriginNotAllowed, "origin-not-allowed"},
    {Reason::NoLocation, "no-location"},
    {Reason::TooManyRedirects, "too-many-redirects"},
    {Reason::AuthorityUnknown, "authority-unknown"},
    {Reason::CertificateExpired, "certificate-expired"},
    {Reason::CertificateNotYetValid, "certificate-not-yet-valid"},
    {Reason::HostNotNamed, "host-not-named"},
    {Reason::CaFileNotReadable, "ca-file-not-readable"},
    {Reason::CaFileDamaged, "ca-file-damaged"},
    {Reason::CaFileWithoutCa, "ca-file-without-ca"},
    {Reason::AnswerIsPage, "answer-is-page"},
    {Reason::AnswerEmpty, "answer-empty"},
    {Reason::AnswerTooLarge, "answer-too-large"},
    {Reason::AnswerCutShort, "answer-cut-short"},
    {Reason::AnswerNoJson, "answer-no-json"},
    {Reason::AnswerNoResource, "answer-no-resource"},
    {Reason::AnswerEndsEarly, "answer-ends-early"},
    {Reason::AnswerOtherEncoding, "answer-other-encoding"},
    {Reason::AnswerTooComplex, "answer-too-complex"},
    {Reason::ClosedUnanswered, "closed-unanswered"},
    {Reason::Unanswered, "unanswered"},
    {Reason::NoClientSecret, "no-client-secret"},
    {Reason::InterimAnswer, "interim-answer"},
    {Reason::ThroughProxy, "through-proxy"},
    {Reason::HostNotFound, "host-not-found"},
    {Reason::ConnectionRefused, "connection-refused"},
    {Reason::ConnectTimedOut, "connect-timed-out"},
    {Reason::NotConnected, "not-connected"},
    {Reason::HandshakeFailed, "handshake-failed"},
    {Reason::NotInTime, "not-in-time"},
}};
static_assert(static_cast<size_t>(Reason::NotInTime) == reasonCodes.size(), "each but None, which is the first");

constexpr CodeTable<FetchError::Asked, 2> askedCodes{
    {{FetchError::Asked::Token, "token"}, {FetchError::Asked::Resource, "resource"}}};

} // namespace

FetchError withPage(FetchError error, QByteArrayView body)
{
    using Step = FetchError::Step;
    const bool canBePage = error.step == Step::Token || error.step == Step::Status || error.step == Step::Body;
    if (canBePage && isPage(body)) {
        error.reason = FetchError::Reason::AnswerIsPage;
        error.message = pageTitle(body);
        error.host.clear();
    }
    return error;
}

bool wasReached(const FetchError& error)
{
    if (error.reason == Reason::ConnectTimedOut)
        return false;
    return error.step != FetchError::Step::Connect || error.reason == Reason::InterimAnswer ||
           error.reason == Reason::ClosedUnanswered || error.reason == Reason::Unanswered;
}

QString fetchStepCode(FetchError::Step step)
{
    return codeIn(stepCodes, step);
}

std::optional<FetchError::Step> fetchStepFromCode(QStringView code)
{
    return valueIn(stepCodes, code);
}

QString fetchReasonCode(FetchError::Reason reason)
{
    return codeIn(reasonCodes, reason);
}

FetchError::Reason fetchReasonFromCode(QStringView code)
{
    return valueIn(reasonCodes, code).value_or(FetchError::Reason::None);
}

QString fetchAskedCode(FetchError::Asked asked)
{
    return codeIn(askedCodes, asked);
}

FetchError::Asked fetchAskedFromCode(QStringView code)
{
    return valueIn(askedCodes, code).value_or(FetchError::Asked::Unknown);
}

} // namespace kaunt
