// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/limits.h"
#include "core/http/message.h"
#include "core/result.h"

#include <QByteArrayView>

namespace kaunt::http {

/// No method that anybody uses is longer; what is gets 501 (RFC 9112 section 3).
inline constexpr qsizetype maxMethodBytes = 64;

/// Views into the line.
struct RequestLine {
    QByteArrayView method;
    QByteArrayView target;
    Version version = Version::Http11;
};

/// Of the beginning of an HTTP-version: 0 while it may still become 1.0 or 1.1, or is, else the status of the refusal.
[[nodiscard]] int judgeVersionSoFar(QByteArrayView version);

/// method SP request-target SP HTTP-version, to the letter (RFC 9112 section 3), `line` without its CRLF. The error is
/// the status of the refusal: 400, 414, 501, or 505 for every version but 1.0 and 1.1, a line without one (HTTP/0.9)
/// and the preface of HTTP/2 included.
[[nodiscard]] Result<RequestLine, int> parseRequestLine(QByteArrayView line, const Limits& limits);

} // namespace kaunt::http
