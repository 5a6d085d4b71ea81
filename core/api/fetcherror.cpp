// SPDX-License-Identifier: MIT
#include "core/api/fetcherror.h"

#include "core/api/answertext.h"

#include <algorithm>
#include <array>

namespace kaunt {

namespace {

using Reason = FetchError::Reason;

struct ReasonCode {
    Reason reason;
    const char* text;
};

constexpr std::array<ReasonCode, 28> reasonCodes{{
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
}};
static_assert(static_cast<size_t>(Reason::ThroughProxy) == reasonCodes.size(), "each but None, which is the first");

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
    return error.step != FetchError::Step::Connect || error.reason == Reason::InterimAnswer ||
           error.reason == Reason::ClosedUnanswered || error.reason == Reason::Unanswered;
}

QString fetchStepCode(FetchError::Step step)
{
    switch (step) {
    case FetchError::Step::Url:
        return QStringLiteral("url");
    case FetchError::Step::Credentials:
        return QStringLiteral("credentials");
    case FetchError::Step::Token:
        return QStringLiteral("token");
    case FetchError::Step::Connect:
        return QStringLiteral("connect");
    case FetchError::Step::Tls:
        return QStringLiteral("tls");
    case FetchError::Step::Redirect:
        return QStringLiteral("redirect");
    case FetchError::Step::Status:
        return QStringLiteral("status");
    case FetchError::Step::Body:
        return QStringLiteral("body");
    case FetchError::Step::Deadline:
        return QStringLiteral("deadline");
    case FetchError::Step::Cancelled:
        return QStringLiteral("cancelled");
    }
    return {};
}

QString fetchReasonCode(FetchError::Reason reason)
{
    const auto* found = std::find_if(reasonCodes.begin(), reasonCodes.end(),
                                     [reason](const ReasonCode& code) { return code.reason == reason; });
    return found == reasonCodes.end() ? QString() : QLatin1String(found->text);
}

FetchError::Reason fetchReasonFromCode(QStringView code)
{
    const auto* found = std::find_if(reasonCodes.begin(), reasonCodes.end(),
                                     [code](const ReasonCode& one) { return code == QLatin1String(one.text); });
    return found == reasonCodes.end() ? FetchError::Reason::None : found->reason;
}

} // namespace kaunt
