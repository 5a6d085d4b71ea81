// SPDX-License-Identifier: MIT
#include "ui/visibletext.h"

#include <algorithm>

namespace kaunt {

namespace {

constexpr QChar zeroWidthSpace(u'\u200b');

bool isInvisible(char32_t code)
{
    const bool isFiller = code == 0x34f || code == 0x115f || code == 0x1160 || code == 0x17b4 || code == 0x17b5 ||
                          code == 0x3164 || code == 0xffa0;
    const bool isHalf = code >= 0xd800 && code <= 0xdfff; // of a pair, alone
    return isFiller || isHalf || code < 0x20 || (code >= 0x7f && code <= 0x9f) || code == 0xad || code == 0x61c ||
           code == 0x180e || (code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e) ||
           (code >= 0x2060 && code <= 0x206f) || code == 0xfeff || (code >= 0xfff9 && code <= 0xfffb) ||
           (code >= 0xe0000 && code <= 0xe007f);
}

QString codePointText(char32_t code)
{
    return QStringLiteral("⟨U+%1⟩").arg(QString::number(code, 16).toUpper().rightJustified(4, u'0'));
}

} // namespace

QString visibleText(const QString& text, LineFeeds lines)
{
    const bool isPlain =
        std::all_of(text.begin(), text.end(), [](QChar character) { return character >= u' ' && character < u'\x7f'; });
    if (isPlain) // as nearly all are
        return text;
    QString shown;
    shown.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar first = text.at(i);
        const bool isPair = first.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        const char32_t code = isPair ? QChar::surrogateToUcs4(first, text.at(++i)) : first.unicode();
        const bool isLayout = code == U'\n' || code == U'\t';
        if (isLayout && lines == LineFeeds::Keep)
            shown += QChar(static_cast<char16_t>(code));
        else if (isInvisible(code))
            shown += codePointText(code);
        else
            shown += QStringView(QChar::fromUcs4(code));
    }
    return shown;
}

QString visibleValue(const QString& text)
{
    QString shown = visibleText(text);
    for (qsizetype i = shown.size() - 1; i >= 0; --i) {
        const QChar character = shown.at(i);
        if (character != u' ' && character.isSpace())
            shown.replace(i, 1, codePointText(character.unicode()));
    }
    return shown;
}

QString breakableText(const QString& visible)
{
    constexpr qsizetype longestPiece = 50;
    QString text;
    qsizetype piece = 0;
    for (const QChar character : visible) {
        if (piece >= longestPiece && !character.isLowSurrogate()) {
            text += zeroWidthSpace;
            piece = 0;
        }
        piece = character.isSpace() ? 0 : piece + 1;
        text += character;
    }
    return text;
}

QString withoutBreaks(QString breakable)
{
    return breakable.remove(zeroWidthSpace);
}

QString elidedText(const QString& text, qsizetype limit)
{
    if (text.size() <= limit)
        return text;
    const qsizetype end = limit > 0 && text.at(limit - 1).isHighSurrogate() ? limit - 1 : limit;
    return text.first(end) + u'…';
}

} // namespace kaunt
