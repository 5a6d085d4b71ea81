// SPDX-License-Identifier: MIT
#pragma once

namespace kaunt {

/// DIGIT and ALPHA of RFC 5234 appendix B.1, whatever the locale. Pure.
[[nodiscard]] constexpr bool isAsciiDigit(char c)
{
    return c >= '0' && c <= '9';
}

[[nodiscard]] constexpr bool isAsciiLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

[[nodiscard]] constexpr bool isAsciiLetterOrDigit(char c)
{
    return isAsciiLetter(c) || isAsciiDigit(c);
}

} // namespace kaunt
