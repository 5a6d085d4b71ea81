// SPDX-License-Identifier: MIT
#include "core/webhook/plainsecret.h"

#include "core/asciicharacters.h"

#include <algorithm>

namespace kaunt {

namespace {

constexpr qsizetype longestText = 8'192;
constexpr qsizetype shortestWithin = 8;

/// Not in the middle of a longer word.
bool holdsWord(const QByteArray& text, const QByteArray& word)
{
    for (qsizetype at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        const qsizetype end = at + word.size();
        const bool begins = at == 0 || !isAsciiLetterOrDigit(text[at - 1]);
        if (begins && (end == text.size() || !isAsciiLetterOrDigit(text[end])))
            return true;
    }
    return false;
}

bool isOfBase64(char c)
{
    return isAsciiLetterOrDigit(c) || c == '+' || c == '/' || c == '-' || c == '_';
}

/// In either alphabet.
bool holdsInBase64(const QByteArray& text, const QByteArray& secret)
{
    for (auto at = text.cbegin(); at != text.cend();) {
        const auto word = std::find_if(at, text.cend(), isOfBase64);
        at = std::find_if_not(word, text.cend(), isOfBase64);
        const QByteArray digits = QByteArray(word, at - word).replace('-', '+').replace('_', '/');
        if (QByteArray::fromBase64(digits).contains(secret))
            return true;
    }
    return false;
}

} // namespace

bool holdsSecret(const QByteArray& text, const QByteArray& secret)
{
    const QByteArray near = text.left(longestText);
    const QByteArray trimmed = near.trimmed();
    if (secret.isEmpty() || near.isEmpty())
        return false;
    if (near == secret || trimmed.mid(trimmed.lastIndexOf(' ') + 1) == secret) // "Bearer …"
        return true;
    if (secret.size() < shortestWithin)
        return false;
    return holdsWord(near, secret) || holdsWord(QByteArray::fromPercentEncoding(near), secret) ||
           holdsWord(near.toLower(), secret.toHex()) || holdsInBase64(near, secret);
}

} // namespace kaunt
