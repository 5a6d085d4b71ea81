// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QUrl>

namespace kaunt {

/// A URL as it can be called and copied: what QUrl::toString() prints is for reading, with blanks and letters in it
/// that a URL can't have (RFC 3986 section 2).
[[nodiscard]] inline QString urlText(const QUrl& url)
{
    return url.toString(QUrl::FullyEncoded);
}

} // namespace kaunt
