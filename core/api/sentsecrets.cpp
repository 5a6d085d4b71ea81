// SPDX-License-Identifier: MIT
#include "core/api/sentsecrets.h"

#include "core/hexdigits.h"

#include <algorithm>
#include <array>

namespace kaunt {

namespace {

/// A byte or character as a text spells it.
struct Spelled {
    QByteArray bytes;
    qsizetype length = 1; ///< in the text
};

Spelled unicodeEscape(QByteArrayView escape)
{
    constexpr int hexadecimal = 16;
    return {QString(QChar(escape.sliced(2).toUShort(nullptr, hexadecimal))).toUtf8(), escape.size()};
}

/// JSON's escapes (RFC 8259 section 7) and percent-encoding (RFC 3986 section 2.1).
Spelled unescaped(QByteArrayView text)
{
    constexpr qsizetype unicodeLength = 6;
    constexpr qsizetype percentLength = 3;
    if (text.size() >= unicodeLength && text.startsWith("\\u") && isHexDigits(text.sliced(2, unicodeLength - 2)))
        return unicodeEscape(text.first(unicodeLength));
    if (text.size() >= 2 && text.front() == '\\' && QByteArrayView("\"\\/").contains(text[1]))
        return {QByteArray(1, text[1]), 2};
    if (text.size() >= percentLength && text.front() == '%' && isHexDigits(text.sliced(1, 2)))
        return {QByteArray::fromHex(text.sliced(1, 2).toByteArray()), percentLength};
    return {QByteArray(1, text.front()), 1};
}

qsizetype escapedLength(QByteArrayView text, QByteArrayView secret)
{
    qsizetype at = 0;
    while (!secret.isEmpty()) {
        if (at == text.size())
            return 0;
        const Spelled next = unescaped(text.sliced(at));
        if (!secret.startsWith(next.bytes))
            return 0;
        secret = secret.sliced(next.bytes.size());
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
    for (const QByteArray& secret : m_secrets) {
        if (rest.startsWith(secret))
            return secret.size();
        if (const qsizetype length = escapedLength(rest, secret); length > 0)
            return length;
    }
    return 0;
}

QByteArray SentSecrets::withheld(const QByteArray& text) const
{
    constexpr std::size_t byteValues = 256;
    std::array<bool, byteValues> isStart{}; // so that a large text is looked at once
    for (const QByteArray& secret : m_secrets)
        isStart[static_cast<uchar>(secret.front())] = true;
    isStart[static_cast<uchar>('\\')] = isStart[static_cast<uchar>('%')] = !m_secrets.isEmpty();

    QByteArray kept;
    qsizetype keptUntil = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const qsizetype length = isStart[static_cast<uchar>(text.at(at))] ? lengthAt(text, at) : 0;
        if (length == 0)
            continue;
        kept += QByteArrayView(text).sliced(keptUntil, at - keptUntil);
        kept += "\xe2\x80\xa6";
        keptUntil = at + length;
        at = keptUntil - 1;
    }
    return keptUntil == 0 ? text : kept + text.mid(keptUntil);
}

QString SentSecrets::withheld(const QString& text) const
{
    const QByteArray bytes = text.toUtf8();
    const QByteArray kept = withheld(bytes);
    return kept == bytes ? text : QString::fromUtf8(kept);
}

} // namespace kaunt
