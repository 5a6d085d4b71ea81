// SPDX-License-Identifier: MIT
#include "core/storage/textpart.h"

#include <QString>

#include <algorithm>
#include <charconv>
#include <optional>

namespace kaunt {

namespace {

constexpr uchar firstBeyondAscii = 0x80;
// The only two letters that fold into ASCII, U+212A to k and U+017F to s, begin with these.
constexpr char firstOfKelvinSign = '\xe2';
constexpr char firstOfLongS = '\xc5';

constexpr std::array<uchar, 256> makeFolding()
{
    std::array<uchar, 256> folded{};
    for (size_t byte = 0; byte < folded.size(); ++byte)
        folded[byte] = static_cast<uchar>(byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte);
    return folded;
}

constexpr std::array<uchar, 256> asciiFolding = makeFolding();

uchar folded(char byte)
{
    return asciiFolding[static_cast<uchar>(byte)];
}

bool isAscii(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char byte) { return static_cast<uchar>(byte) < firstBeyondAscii; });
}

void appendUtf8(QByteArray& text, char32_t character)
{
    text += QString::fromUcs4(&character, 1).toUtf8();
}

/// The four digits after "\u" at `position`.
std::optional<char16_t> unitAt(QByteArrayView text, qsizetype position)
{
    constexpr qsizetype length = 6;
    if (position + length > text.size() || text[position] != '\\' || text[position + 1] != 'u')
        return {};
    constexpr int hexadecimal = 16;
    const char* const end = text.data() + position + length;
    quint16 unit = 0;
    const auto read = std::from_chars(text.data() + position + 2, end, unit, hexadecimal);
    return read.ptr == end ? std::optional<char16_t>(unit) : std::nullopt;
}

/// The character that "\u" begins at `position`, with its second half; how much it takes.
qsizetype decodeUnit(QByteArrayView text, qsizetype position, QByteArray& decoded)
{
    constexpr qsizetype length = 6;
    const auto unit = unitAt(text, position);
    if (!unit)
        return 0;
    if (!QChar::isSurrogate(*unit)) {
        appendUtf8(decoded, *unit);
        return length;
    }
    const auto low = QChar::isHighSurrogate(*unit) ? unitAt(text, position + length) : std::nullopt;
    const bool isPair = low && QChar::isLowSurrogate(*low);
    appendUtf8(decoded, isPair ? QChar::surrogateToUcs4(*unit, *low) : char32_t(QChar::ReplacementCharacter));
    return isPair ? 2 * length : length;
}

char simpleEscape(char letter)
{
    switch (letter) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    case '"':
    case '\\':
    case '/':
        return letter;
    default:
        return '\0';
    }
}

/// Backslashes of a JSON text stand in its strings only, so that it need not be read as such.
QByteArray withoutEscapes(QByteArrayView text)
{
    QByteArray decoded;
    decoded.reserve(text.size());
    for (qsizetype position = 0; position < text.size();) {
        const qsizetype escape = std::find(text.begin() + position, text.end(), '\\') - text.begin();
        decoded.append(text.data() + position, escape - position);
        position = escape;
        if (position + 1 >= text.size()) {
            decoded.append(text.data() + position, text.size() - position);
            break;
        }
        if (const qsizetype taken = decodeUnit(text, position, decoded); taken > 0) {
            position += taken;
            continue;
        }
        const char simple = simpleEscape(text[position + 1]);
        if (simple == '\0')
            decoded.append(text.data() + position, 2);
        else
            decoded.append(simple);
        position += 2;
    }
    return decoded;
}

} // namespace

QByteArray foldedText(QByteArrayView utf8)
{
    if (isAscii(utf8)) {
        QByteArray text(utf8.size(), Qt::Uninitialized);
        std::transform(utf8.begin(), utf8.end(), text.begin(),
                       [](char byte) { return static_cast<char>(folded(byte)); });
        return text;
    }
    // No list of characters: a payload may have many.
    QString text = QString::fromUtf8(utf8);
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (!text.at(i).isHighSurrogate() || i + 1 == text.size()) {
            text[i] = text.at(i).toCaseFolded();
            continue;
        }
        const char32_t character = QChar::toCaseFolded(QChar::surrogateToUcs4(text.at(i), text.at(i + 1)));
        text[i] = QChar(QChar::highSurrogate(character));
        text[++i] = QChar(QChar::lowSurrogate(character));
    }
    return text.toUtf8();
}

QByteArray foldedJson(QByteArrayView utf8)
{
    QByteArray text = foldedText(utf8);
    if (utf8.contains('\\'))
        text += '\n' + foldedText(withoutEscapes(utf8));
    text.replace('\0', '\n');
    return text;
}

TextPart::TextPart(QByteArrayView utf8)
    : m_folded(foldedText(utf8))
    , m_isAscii(isAscii(m_folded))
    , m_hasLetterOfOthers(m_folded.contains('k') || m_folded.contains('s'))
{
    m_skip.fill(std::max(qsizetype{1}, m_folded.size()));
    for (qsizetype i = 0; i + 1 < m_folded.size(); ++i)
        m_skip[static_cast<uchar>(m_folded.at(i))] = m_folded.size() - 1 - i;
}

/// Horspool's way (doi:10.1002/spe.4380100608), with ASCII letters in any case.
bool TextPart::isInFolded(QByteArrayView text) const
{
    const qsizetype size = m_folded.size();
    const char* const part = m_folded.constData();
    for (qsizetype end = size - 1; end < text.size();) {
        const char* const place = text.data() + end - (size - 1);
        qsizetype i = size - 1;
        while (i >= 0 && folded(place[i]) == static_cast<uchar>(part[i]))
            --i;
        if (i < 0)
            return true;
        end += m_skip[folded(text[end])];
    }
    return false;
}

bool TextPart::isIn(QByteArrayView text) const
{
    if (m_folded.isEmpty())
        return true;
    if (m_isAscii) {
        if (isInFolded(text))
            return true;
        return m_hasLetterOfOthers && (text.contains(firstOfKelvinSign) || text.contains(firstOfLongS)) &&
               isInFolded(foldedText(text));
    }
    return !isAscii(text) && isInFolded(foldedText(text));
}

bool TextPart::isInJson(QByteArrayView text) const
{
    return isIn(text) || (text.contains('\\') && isIn(withoutEscapes(text)));
}

bool TextPart::begins(QByteArrayView text) const
{
    for (qsizetype i = 0; i < m_folded.size(); ++i) {
        if (i == text.size() || static_cast<uchar>(text[i]) >= firstBeyondAscii)
            break;
        if (folded(text[i]) != static_cast<uchar>(m_folded.at(i)))
            return false;
        if (i + 1 == m_folded.size())
            return true;
    }
    // As long as the longest that folds to it.
    constexpr qsizetype longest = 3;
    return foldedText(text.first(std::min(text.size(), m_folded.size() * longest))).startsWith(m_folded);
}

} // namespace kaunt
