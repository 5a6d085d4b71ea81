// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

#include <algorithm>

namespace kaunt {

/// HEXDIG (RFC 5234 appendix B.1) in either case, whatever the locale. Pure.
[[nodiscard]] inline bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// One at least.
[[nodiscard]] inline bool isHexDigits(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isHexDigit);
}

} // namespace kaunt
