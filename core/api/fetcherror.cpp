// SPDX-License-Identifier: MIT
#include "core/api/fetcherror.h"

namespace kaunt {

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
    case FetchError::Reason::OriginNotAllowed:
        return QStringLiteral("origin-not-allowed");
    case FetchError::Reason::NoLocation:
        return QStringLiteral("no-location");
    case FetchError::Reason::TooManyRedirects:
        return QStringLiteral("too-many-redirects");
    }
    return {};
}

} // namespace kaunt
