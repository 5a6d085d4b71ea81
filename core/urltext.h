// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>

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

} // namespace kaunt
