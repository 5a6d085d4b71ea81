// SPDX-License-Identifier: MIT
#pragma once

#include "core/asciicharacters.h"

#include <QByteArrayView>

#include <algorithm>

namespace kaunt {

/// The value of a HEXDIG (RFC 5234 appendix B.1) in either case, or -1. Pure.
[[nodiscard]] constexpr int hexValue(char c)
{
    constexpr int ten = 10;
    if (isAsciiDigit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + ten;
    return c >= 'A' && c <= 'F' ? c - 'A' + ten : -1;
}

/// Whether it is one, whatever the locale. Pure.
[[nodiscard]] inline bool isHexDigit(char c)
{
    return hexValue(c) >= 0;
}

/// One at least.
[[nodiscard]] inline bool isHexDigits(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isHexDigit);
}

/// The number that they stand for, or -1 where one of them is none. At most seven. Pure.
[[nodiscard]] constexpr int hexNumber(QByteArrayView digits)
{
    constexpr int hexadecimal = 16;
    int number = 0;
    for (const char c : digits) {
        const int digit = hexValue(c);
        if (digit < 0)
            return -1;
        number = number * hexadecimal + digit;
    }
    return number;
}

} // namespace kaunt
