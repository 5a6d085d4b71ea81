// SPDX-License-Identifier: MIT
#include "core/api/fetcherror.h"

#include "core/api/answertext.h"

namespace kaunt {

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
    using Reason = FetchError::Reason;
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
    switch (reason) {
    case FetchError::Reason::None:
        return {};
    case FetchError::Reason::NoUrl:
        return QStringLiteral("no-url");
    case FetchError::Reason::SchemeNotAllowed:
        return QStringLiteral("scheme-not-allowed");
    case FetchError::Reason::UserInfo:
        return QStringLiteral("user-info");
    case FetchError::Reason::DotSegments:
        return QStringLiteral("dot-segments");
    case FetchError::Reason::OriginNotAllowed:
        return QStringLiteral("origin-not-allowed");
    case FetchError::Reason::NoLocation:
        return QStringLiteral("no-location");
    case FetchError::Reason::TooManyRedirects:
        return QStringLiteral("too-many-redirects");
    case FetchError::Reason::AuthorityUnknown:
        return QStringLiteral("authority-unknown");
    case FetchError::Reason::CertificateExpired:
        return QStringLiteral("certificate-expired");
    case FetchError::Reason::CertificateNotYetValid:
        return QStringLiteral("certificate-not-yet-valid");
    case FetchError::Reason::HostNotNamed:
        return QStringLiteral("host-not-named");
    case FetchError::Reason::CaFileNotReadable:
        return QStringLiteral("ca-file-not-readable");
    case FetchError::Reason::CaFileDamaged:
        return QStringLiteral("ca-file-damaged");
    case FetchError::Reason::CaFileWithoutCa:
        return QStringLiteral("ca-file-without-ca");
    case FetchError::Reason::AnswerIsPage:
        return QStringLiteral("answer-is-page");
    case FetchError::Reason::AnswerEmpty:
        return QStringLiteral("answer-empty");
    case FetchError::Reason::AnswerTooLarge:
        return QStringLiteral("answer-too-large");
    case FetchError::Reason::AnswerCutShort:
        return QStringLiteral("answer-cut-short");
    case FetchError::Reason::AnswerNoJson:
        return QStringLiteral("answer-no-json");
    case FetchError::Reason::AnswerNoResource:
        return QStringLiteral("answer-no-resource");
    case FetchError::Reason::AnswerEndsEarly:
        return QStringLiteral("answer-ends-early");
    case FetchError::Reason::AnswerOtherEncoding:
        return QStringLiteral("answer-other-encoding");
    case FetchError::Reason::AnswerTooComplex:
        return QStringLiteral("answer-too-complex");
    case FetchError::Reason::ClosedUnanswered:
        return QStringLiteral("closed-unanswered");
    case FetchError::Reason::Unanswered:
        return QStringLiteral("unanswered");
    case FetchError::Reason::NoClientSecret:
        return QStringLiteral("no-client-secret");
    case FetchError::Reason::InterimAnswer:
        return QStringLiteral("interim-answer");
    case FetchError::Reason::ThroughProxy:
        return QStringLiteral("through-proxy");
    }
    return {};
}

} // namespace kaunt
