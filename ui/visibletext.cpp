// SPDX-License-Identifier: MIT
#include "ui/visibletext.h"

#include <algorithm>
#include <array>

namespace kaunt {

namespace {

constexpr QChar zeroWidthSpace(u'\u200b');

struct CodePoints {
    char32_t first = 0;
    char32_t last = 0;
};

/// Controls, ends of lines, halves of surrogate pairs, and what nobody draws (Default_Ignorable_Code_Point of Unicode's
/// DerivedCoreProperties.txt), but for the two selectors that many emoji end in.
constexpr std::array hiddenCodes{
    CodePoints{0, 0x1f},          CodePoints{0x7f, 0x9f},       CodePoints{0xad, 0xad},
    CodePoints{0x34f, 0x34f},     CodePoints{0x61c, 0x61c},     CodePoints{0x115f, 0x1160},
    CodePoints{0x17b4, 0x17b5},   CodePoints{0x180b, 0x180f},   CodePoints{0x200b, 0x200f},
    CodePoints{0x2028, 0x202e},   CodePoints{0x2060, 0x206f},   CodePoints{0x3164, 0x3164},
    CodePoints{0xd800, 0xdfff},   CodePoints{0xfe00, 0xfe0d},   CodePoints{0xfeff, 0xfeff},
    CodePoints{0xffa0, 0xffa0},   CodePoints{0xfff0, 0xfffb},   CodePoints{0x1bca0, 0x1bca3},
    CodePoints{0x1d173, 0x1d17a}, CodePoints{0xe0000, 0xe0fff},
};

bool isInvisible(char32_t code)
{
    return std::any_of(hiddenCodes.begin(), hiddenCodes.end(),
                       [code](const CodePoints& some) { return code >= some.first && code <= some.last; });
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
