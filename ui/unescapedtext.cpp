// SPDX-License-Identifier: MIT
#include "ui/unescapedtext.h"

#include <QByteArray>

#include <algorithm>
#include <optional>

namespace kaunt {

namespace {

constexpr int hexadecimal = 16;

struct JsonEscape {
    QChar character;
    qsizetype length = 0;
};

/// Each half of a surrogate pair is one of its own.
JsonEscape jsonEscapeAt(QStringView json, qsizetype position)
{
    constexpr qsizetype unitLength = 6;
    const QChar letter = position + 1 < json.size() ? json.at(position + 1) : QChar();
    if (letter == u'u' && position + unitLength <= json.size())
        return {QChar(json.sliced(position + 2, unitLength - 2).toUShort(nullptr, hexadecimal)), unitLength};
    switch (letter.unicode()) {
    case u'b':
        return {u'\b', 2};
    case u'f':
        return {u'\f', 2};
    case u'n':
        return {u'\n', 2};
    case u'r':
        return {u'\r', 2};
    case u't':
        return {u'\t', 2};
    case u'"':
    case u'\\':
    case u'/':
        return {letter, 2};
    default:
        return {u'\\', 1};
    }
}

std::optional<char> encodedByteAt(QStringView form, qsizetype position)
{
    constexpr qsizetype length = 3;
    if (position + length > form.size() || form.at(position) != u'%')
        return {};
    const auto isHexDigit = [](QChar digit) {
        return (digit >= u'0' && digit <= u'9') || (digit >= u'a' && digit <= u'f') || (digit >= u'A' && digit <= u'F');
    };
    const QStringView digits = form.sliced(position + 1, length - 1);
    if (!std::all_of(digits.begin(), digits.end(), isHexDigit))
        return {};
    return static_cast<char>(digits.toUShort(nullptr, hexadecimal));
}

/// Of UTF-8, in bytes, by its first one.
qsizetype lengthOfCharacter(char first)
{
    const auto lead = static_cast<uchar>(first);
    if (lead >= 0xf0U)
        return 4;
    if (lead >= 0xe0U)
        return 3;
    return lead >= 0xc0U ? 2 : 1;
}

} // namespace

void UnescapedText::add(QStringView characters, qsizetype sourceEnd)
{
    m_text += characters;
    m_places.push_back({m_text.size(), sourceEnd});
}

UnescapedText UnescapedText::ofJson(const QString& json)
{
    UnescapedText read;
    read.m_text.reserve(json.size());
    for (qsizetype at = 0; at < json.size();) {
        const qsizetype found = json.indexOf(u'\\', at);
        const qsizetype escape = found < 0 ? json.size() : found;
        read.m_text += QStringView(json).sliced(at, escape - at);
        at = escape;
        if (at == json.size())
            break;
        const JsonEscape one = jsonEscapeAt(json, at);
        at += one.length;
        read.add(QStringView(&one.character, 1), at);
    }
    return read;
}

UnescapedText UnescapedText::ofForm(const QString& form)
{
    constexpr qsizetype encodedLength = 3;
    UnescapedText read;
    read.m_text.reserve(form.size());
    for (qsizetype at = 0; at < form.size();) {
        const auto first = encodedByteAt(form, at);
        if (!first) {
            read.m_text += form.at(at) == u'+' ? QChar(u' ') : form.at(at);
            ++at;
            continue;
        }
        QByteArray character;
        const qsizetype length = lengthOfCharacter(*first);
        for (auto byte = first; byte && character.size() < length; byte = encodedByteAt(form, at)) {
            character += *byte;
            at += encodedLength;
        }
        read.add(QString::fromUtf8(character), at);
    }
    return read;
}

qsizetype UnescapedText::sourceOf(qsizetype position) const
{
    const auto after = std::upper_bound(m_places.cbegin() + 1, m_places.cend(), position,
                                        [](qsizetype wanted, const Place& place) { return wanted < place.text; });
    const Place& place = *(after - 1);
    return place.source + (position - place.text);
}

} // namespace kaunt
