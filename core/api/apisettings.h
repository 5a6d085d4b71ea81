// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/credentials.h"

#include <QList>
#include <QString>
#include <QUrl>

#include <chrono>

namespace kaunt {

inline constexpr char defaultApiBase[] = "https://api.kaunt.com";

/// How and with what resources are read. A plain value.
struct ApiSettings {
    QUrl apiBase{QString::fromLatin1(defaultApiBase)}; ///< the token is asked at <base>/v1/oauth2/token
    QList<QUrl> furtherOrigins;                        ///< where resources may be read besides the base's origin
    QString caFile; ///< PEM, authorities that are trusted besides the system's; none where empty
    CredentialSet credentials;
    std::chrono::milliseconds deadline{60'000}; ///< for everything: token, redirects, retries, body
    qsizetype maxBodyBytes = qsizetype{16} * 1024 * 1024;
    int maxAttempts = 4;                              ///< tries, of which those that got no token count too
    std::chrono::milliseconds retryBase{500};         ///< doubled each time, with full jitter; Retry-After goes before
    std::chrono::milliseconds tokenTimeLimit{15'000}; ///< for the first exchange of a fetch; twice that for the next …

    bool operator==(const ApiSettings&) const = default;
};

} // namespace kaunt
