// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <algorithm>

namespace kaunt {

/// A URL as it can be called and copied: what QUrl::toString() prints is for reading, with blanks and letters in it
/// that a URL can't have (RFC 3986 section 2).
[[nodiscard]] inline QString urlText(const QUrl& url)
{
    return url.toString(QUrl::FullyEncoded);
}

/// A fully encoded path or query as a request line takes it: without the square brackets that QUrl leaves in both,
/// and that RFC 3986 (sections 3.3 and 3.4) has in neither.
[[nodiscard]] inline QByteArray forRequestLine(const QString& encoded)
{
    return encoded.toLatin1().replace('[', "%5B").replace(']', "%5D");
}

/// Path and query of a request's target: of absolute-form what follows the authority (RFC 9112 section 3.2.2). Empty
/// where it has none, as "*" and what CONNECT names.
[[nodiscard]] inline QByteArray originForm(const QByteArray& target)
{
    if (target.startsWith('/'))
        return target;
    const auto schemeEnd = target.indexOf("://");
    if (schemeEnd < 0)
        return {};
    const auto isPathStart = [](char c) { return c == '/' || c == '?'; };
    const auto start = std::find_if(target.cbegin() + schemeEnd + 3, target.cend(), isPathStart) - target.cbegin();
    const QByteArray path = target.mid(start);
    return path.startsWith('/') ? path : '/' + path;
}

} // namespace kaunt
