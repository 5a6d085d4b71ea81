// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"

#include <QList>
#include <QUrl>

namespace kaunt {

enum class UrlRefusal { Invalid, SchemeNotAllowed, UserInfo, DotSegments, OriginNotAllowed };

/// Scheme, host and port are equal; a port that is not given is the scheme's own (RFC 6454 section 4).
[[nodiscard]] bool sameOrigin(const QUrl& one, const QUrl& other);

/// Whom a URL speaks to, as people are told: host, punycode included, for a look-alike letter must not pass for what is
/// meant, and port, the scheme's own where none is given. Without the rest, which may hold secrets.
[[nodiscard]] QString hostAndPort(const QUrl& url);

/// How a URL stands in the request: as it was received, but that what had to be percent-encoded is, and that of the
/// spellings that mean the same (RFC 3986 section 6.2.2) QUrl has one. A URL that is none as it is. Pure.
[[nodiscard]] QString calledUrl(const QString& received);

/// Where credentials may go (design.md section 4): https, and an origin on the list: scheme, host and port equal on the
/// strictly parsed URL, no user info; http only to a loopback host that stands on the list. Pure.
class OriginPolicy {
public:
    explicit OriginPolicy(const QList<QUrl>& allowedOrigins);

    /// The parsed URL, or why nothing may be sent there. Letters and blanks that stand in its path or query as they are
    /// are percent-encoded; nothing is mended in front of that.
    [[nodiscard]] Result<QUrl, UrlRefusal> check(const QString& url) const;

private:
    QList<QUrl> m_allowed;
};

} // namespace kaunt
