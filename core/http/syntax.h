// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

namespace kaunt::http {

/// The character classes of RFC 9110 section 5.6 and RFC 3986. Pure, ASCII only, no locale.

[[nodiscard]] bool isTokenChar(char c);
[[nodiscard]] bool isToken(QByteArrayView text); ///< 1*tchar
/// HTAB, SP, VCHAR and obs-text: what may stand in a field line. Control characters may not.
[[nodiscard]] inline bool isFieldByte(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 0x20 && byte != 0x7f) || byte == '\t';
}
[[nodiscard]] inline bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}
/// All of them.
[[nodiscard]] bool areFieldBytes(QByteArrayView text);
/// Without the optional white space (SP, HTAB) around it.
[[nodiscard]] QByteArrayView withoutBlanks(QByteArrayView text);
/// unreserved, sub-delims, `extra` and well-formed percent-encoding only (RFC 3986 section 2).
[[nodiscard]] bool isUriText(QByteArrayView text, QByteArrayView extra);
[[nodiscard]] bool equalsIgnoringCase(QByteArrayView left, QByteArrayView right);

/// uri-host [":" port] with a host that is not empty, no user info, and a port that exists (RFC 9110 sections 4.2.1 and
/// 7.2, RFC 3986 section 3.2.2). `needsPort` as authority-form wants it (RFC 9112 section 3.2.3).
[[nodiscard]] bool isAuthority(QByteArrayView text, bool needsPort = false);

} // namespace kaunt::http
