// SPDX-License-Identifier: MIT
#include "core/export/shellwords.h"

#include <algorithm>

namespace kaunt {

namespace {

bool isPlain(char c)
{
    return c >= ' ' && c <= '~' && c != '\'' && c != '\\';
}

/// Three octal digits, so that a digit which follows is not taken for one of them.
QByteArray octal(char c)
{
    constexpr int digits = 3;
    constexpr int base = 8;
    return QByteArray::number(static_cast<uchar>(c), base).rightJustified(digits, '0');
}

QByteArray escaped(QByteArrayView bytes, QByteArrayView escape)
{
    QByteArray text;
    text.reserve(bytes.size() + bytes.size() / 4);
    for (const char c : bytes) {
        if (isPlain(c))
            text += c;
        else
            text += escape.toByteArray() + octal(c);
    }
    return text;
}

} // namespace

QByteArray shellWord(QByteArrayView bytes)
{
    const bool isSimple = std::all_of(bytes.cbegin(), bytes.cend(), isPlain);
    return (isSimple ? "'" : "$'") + escaped(bytes, "\\") + '\'';
}

QByteArray printfWord(QByteArrayView bytes)
{
    return '\'' + escaped(bytes, "\\0") + '\'';
}

} // namespace kaunt
