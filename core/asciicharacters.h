// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

#include <algorithm>
#include <string_view>

namespace kaunt {

/// DIGIT and ALPHA of RFC 5234 appendix B.1, whatever the locale. Pure.
[[nodiscard]] constexpr bool isAsciiDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// 1*DIGIT. toLongLong() takes signs and white space, too.
[[nodiscard]] inline bool isAsciiDigits(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isAsciiDigit);
}

[[nodiscard]] constexpr bool isAsciiLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

[[nodiscard]] constexpr bool isAsciiLetterOrDigit(char c)
{
    return isAsciiLetter(c) || isAsciiDigit(c);
}

/// What tokens of HTTP have besides, as methods and the names of headers are (RFC 9110 section 5.6.2).
inline constexpr std::string_view tokenMarks = "!#$%&'*+-.^_`|~";

} // namespace kaunt
