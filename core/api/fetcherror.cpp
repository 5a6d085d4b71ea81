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

} // namespace kaunt
