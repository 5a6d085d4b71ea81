// SPDX-License-Identifier: MIT
#include "core/api/sentsecrets.h"

#include "core/hexdigits.h"
#include "core/utf8text.h"

#include <algorithm>
#include <array>

namespace kaunt {

namespace {

/// As a text spells it.
struct Spelled {
    Utf8Letter letter;
    qsizetype length = 1; ///< in the text
};

/// JSON's escapes (RFC 8259 section 7) and percent-encoding (RFC 3986 section 2.1).
Spelled unescaped(QByteArrayView text)
{
    constexpr qsizetype unicodeLength = 6;
    constexpr qsizetype percentLength = 3;
    const char c = text.front();
    if (c == '\\' && text.size() >= 2) {
        const char kind = text[1];
        if (kind == '"' || kind == '\\' || kind == '/')
            return {{{kind}, 1}, 2};
        const bool isUnit = kind == 'u' && text.size() >= unicodeLength;
        if (const int unit = isUnit ? hexNumber(text.sliced(2, unicodeLength - 2)) : -1; unit >= 0)
            return {utf8Letter(static_cast<char16_t>(unit)), unicodeLength};
    } else if (c == '%' && text.size() >= percentLength) {
        if (const int byte = hexNumber(text.sliced(1, 2)); byte >= 0)
            return {{{static_cast<char>(byte)}, 1}, percentLength};
    }
    return {{{c}, 1}, 1};
}

qsizetype escapedLength(QByteArrayView text, QByteArrayView secret)
{
    qsizetype at = 0;
    while (!secret.isEmpty()) {
        if (at == text.size())
            return 0;
        const Spelled next = unescaped(text.sliced(at));
        if (!secret.startsWith(next.letter.view()))
            return 0;
        secret = secret.sliced(next.letter.size);
        at += next.length;
    }
    return at;
}

} // namespace

SentSecrets::SentSecrets(const ApiCredentials& credentials)
{
    add(credentials.clientSecret);
    add(basicCredentials(credentials));
}

void SentSecrets::add(const QByteArray& secret)
{
    if (secret.size() < leastBytes || m_secrets.contains(secret))
        return;
    m_secrets.append(secret);
    // The longest first: one may be within another.
    std::sort(m_secrets.begin(), m_secrets.end(),
              [](const QByteArray& one, const QByteArray& other) { return one.size() > other.size(); });
}

qsizetype SentSecrets::lengthAt(QByteArrayView text, qsizetype at) const
{
    const QByteArrayView rest = text.sliced(at);
    const char first = unescaped(rest).letter.bytes.front();
    for (const QByteArray& secret : m_secrets) {
        if (secret.front() != first && secret.front() != rest.front())
            continue;
        if (rest.startsWith(secret))
            return secret.size();
        if (const qsizetype length = escapedLength(rest, secret); length > 0)
            return length;
    }
    return 0;
}

SentSecrets::Search SentSecrets::search(const QByteArray& text) const
{
    constexpr std::size_t byteValues = 256;
    std::array<bool, byteValues> isFirst{}; // so that a large text is looked at once
    for (const QByteArray& secret : m_secrets)
        isFirst[static_cast<uchar>(secret.front())] = true;
    const QByteArrayView whole(text);
    const auto mayBegin = [&](qsizetype at) {
        const char c = whole[at];
        const bool isEscape = c == '\\' || c == '%';
        return isFirst[static_cast<uchar>(c)] ||
               (isEscape && isFirst[static_cast<uchar>(unescaped(whole.sliced(at)).letter.bytes.front())]);
    };

    Search found;
    qsizetype keptUntil = 0;
    for (qsizetype at = 0; at < whole.size(); ++at) {
        if (!mayBegin(at))
            continue;
        ++found.compared;
        const qsizetype length = lengthAt(whole, at);
        if (length == 0)
            continue;
        found.kept += whole.sliced(keptUntil, at - keptUntil);
        found.kept += "\xe2\x80\xa6";
        keptUntil = at + length;
        at = keptUntil - 1;
    }
    found.kept = keptUntil == 0 ? text : found.kept + text.mid(keptUntil);
    return found;
}

QByteArray SentSecrets::withheld(const QByteArray& text) const
{
    return search(text).kept;
}

QString SentSecrets::withheld(const QString& text) const
{
    const QByteArray bytes = text.toUtf8();
    const QByteArray kept = withheld(bytes);
    return kept == bytes ? text : QString::fromUtf8(kept);
}

} // namespace kaunt
