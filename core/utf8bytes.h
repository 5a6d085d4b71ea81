// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <algorithm>

namespace kaunt {

/// The room that writeUtf8() needs: no UTF-16 unit becomes more than three bytes (RFC 3629 section 3). Pure.
[[nodiscard]] inline qsizetype mostUtf8Bytes(const QString& text)
{
    constexpr qsizetype mostOfUnit = 3;
    return text.size() * mostOfUnit;
}

/// Writes what QString::toUtf8() gives; where it ends. What is ASCII alone, as nearly all is, takes no memory and is
/// copied many at once. Pure.
[[nodiscard]] inline char* writeUtf8(const QString& text, char* out)
{
    constexpr char16_t firstNoAscii = 0x80;
    char16_t seen = 0;
    char* end = out;
    for (const QChar unit : text) {
        seen |= unit.unicode();
        *end++ = static_cast<char>(unit.unicode());
    }
    if (seen < firstNoAscii)
        return end;
    const QByteArray utf8 = text.toUtf8();
    return std::copy(utf8.cbegin(), utf8.cend(), out);
}

} // namespace kaunt
