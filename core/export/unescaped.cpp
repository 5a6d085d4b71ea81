// SPDX-License-Identifier: MIT
#include "core/export/unescaped.h"

#include "core/hexdigits.h"
#include "core/utf8text.h"

#include <array>
#include <utility>

namespace kaunt {

namespace {

constexpr qsizetype unicodeLength = 6;
constexpr int utf8Bits = 6;
constexpr uint utf8Mask = 0x3f;

struct Unit {
    char16_t code = 0;
    qsizetype length = 0; ///< of its escape; 0 where it is none
};

Unit escapeAt(QByteArrayView text, qsizetype at)
{
    static constexpr std::array<std::pair<char, char16_t>, 8> shorts{{{'"', u'"'},
                                                                      {'\\', u'\\'},
                                                                      {'/', u'/'},
                                                                      {'b', u'\b'},
                                                                      {'f', u'\f'},
                                                                      {'n', u'\n'},
                                                                      {'r', u'\r'},
                                                                      {'t', u'\t'}}};
    if (at + 1 >= text.size())
        return {};
    for (const auto& [kind, unit] : shorts) {
        if (text.at(at + 1) == kind)
            return {unit, 2};
    }
    const bool isUnit = text.at(at + 1) == 'u' && at + unicodeLength <= text.size();
    const int unit = isUnit ? hexNumber(text.sliced(at + 2, unicodeLength - 2)) : -1;
    return unit < 0 ? Unit() : Unit{static_cast<char16_t>(unit), unicodeLength};
}

/// The bytes of a letter of one UTF-16 unit; any other byte stands alone.
Unit unitAt(QByteArrayView text, qsizetype at)
{
    const auto byteAt = [text](qsizetype i) { return i < text.size() ? static_cast<uchar>(text.at(i)) : 0u; };
    const auto isContinued = [byteAt](qsizetype i) { return (byteAt(i) & ~utf8Mask) == 0x80; };
    const uint first = byteAt(at);
    if ((first & 0xe0) == 0xc0 && isContinued(at + 1))
        return {static_cast<char16_t>((first & 0x1f) << utf8Bits | (byteAt(at + 1) & utf8Mask)), 2};
    if ((first & 0xf0) == 0xe0 && isContinued(at + 1) && isContinued(at + 2))
        return {static_cast<char16_t>((first & 0x0f) << 2 * utf8Bits | (byteAt(at + 1) & utf8Mask) << utf8Bits |
                                      (byteAt(at + 2) & utf8Mask)),
                3};
    return {static_cast<char16_t>(first), 1};
}

QByteArray defaultEscape(char c)
{
    if (c == '"' || c == '\\')
        return QByteArray("\\") + c;
    return c >= 0 && c < ' ' ? "\\u00" + QByteArray(1, c).toHex() : QByteArray(1, c);
}

} // namespace

Unescaped::Unescaped(QByteArrayView written)
{
    m_text.reserve(written.size());
    for (qsizetype at = 0; at < written.size();) {
        const char c = written.at(at);
        const Unit unit = c == '\\' ? escapeAt(written, at) : Unit();
        if (unit.length > 0) {
            m_text += utf8Letter(unit.code).view();
            m_escapes.insert(unit.code, written.sliced(at, unit.length).toByteArray());
        } else {
            m_text += c;
            if (c == '\\' || (c >= 0 && c < ' ')) // no JSON either way
                m_escapes.insert(static_cast<char16_t>(c), QByteArray(1, c));
        }
        at += unit.length > 0 ? unit.length : 1;
    }
}

QByteArray Unescaped::written(QByteArrayView text) const
{
    QByteArray out;
    out.reserve(text.size());
    for (qsizetype at = 0; at < text.size();) {
        const Unit unit = unitAt(text, at);
        const bool isByte = unit.length == 1;
        const auto known =
            isByte && static_cast<signed char>(text.at(at)) < 0 ? m_escapes.cend() : m_escapes.constFind(unit.code);
        if (known != m_escapes.cend())
            out += *known;
        else
            out += isByte ? defaultEscape(text.at(at)) : text.sliced(at, unit.length).toByteArray();
        at += unit.length;
    }
    return out;
}

} // namespace kaunt
