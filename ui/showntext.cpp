// SPDX-License-Identifier: MIT
#include "ui/showntext.h"

#include "core/utf8text.h"
#include "ui/visibletext.h"

#include <algorithm>

namespace kaunt {

namespace {

constexpr qsizetype stretch = 512;       // bytes between two noted places
constexpr qsizetype longestLine = 4'096; // where lines are broken; taken at the end of a stretch

bool isContinuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xc0U) == 0x80U;
}

/// How many bytes the character has that begins with this one; 1 for what begins none.
qsizetype characterLength(char first)
{
    const auto byte = static_cast<unsigned char>(first);
    if (byte >= 0xf0U && byte < 0xf8U)
        return 4;
    if (byte >= 0xe0U && byte < 0xf0U)
        return 3;
    return byte >= 0xc0U && byte < 0xe0U ? 2 : 1;
}

/// The end of the character that begins at `begin`, as far as the bytes are UTF-8.
qsizetype characterEnd(const QByteArray& bytes, qsizetype begin)
{
    const qsizetype longest = std::min(begin + characterLength(bytes.at(begin)), bytes.size());
    qsizetype end = begin + 1;
    while (end < longest && isContinuation(bytes.at(end)))
        ++end;
    return end;
}

struct Character {
    QString decoded;
    QString shown;
};

Character characterOf(QByteArrayView bytes)
{
    Character character{utf8Text(bytes), {}};
    const bool isBroken = character.decoded.contains(QChar::ReplacementCharacter) && bytes != "\xEF\xBF\xBD";
    if (!isBroken) {
        character.shown = visibleText(character.decoded, LineFeeds::Keep);
        return character;
    }
    for (const char byte : bytes)
        character.shown += QStringLiteral("⟨0x%1⟩").arg(static_cast<unsigned char>(byte), 2, 16, QLatin1Char('0'));
    return character;
}

bool isPlain(QByteArrayView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(),
                       [](char byte) { return (byte >= 0x20 && byte < 0x7f) || byte == '\n' || byte == '\t'; });
}

/// The end of a stretch that begins at `begin`; never inside a character.
qsizetype stretchEnd(const QByteArray& bytes, qsizetype begin)
{
    qsizetype last = std::min(begin + stretch, bytes.size()) - 1;
    for (int back = 0; back < 3 && last > begin && isContinuation(bytes.at(last)); ++back)
        --last;
    return characterEnd(bytes, last);
}

} // namespace

ShownText::ShownText(const QByteArray& bytes, LongLines lines)
    : m_bytes(bytes)
{
    m_decoded.reserve(bytes.size());
    m_shown.reserve(bytes.size() + bytes.size() / longestLine);
    while (m_places.back().byte < bytes.size()) {
        addStretch(stretchEnd(bytes, m_places.back().byte));
        Place& end = m_places.back();
        if (lines == LongLines::Break && end.byte < bytes.size() &&
            m_shown.lastIndexOf(u'\n') < m_shown.size() - longestLine) {
            m_shown += u'\n';
            ++end.shown;
            m_hasBrokenLines = true;
        }
    }
}

void ShownText::addStretch(qsizetype end)
{
    Place& begin = m_places.back();
    const QByteArrayView bytes = QByteArrayView(m_bytes).sliced(begin.byte, end - begin.byte);
    begin.isPlain = isPlain(bytes);
    if (begin.isPlain) {
        m_decoded += QLatin1String(bytes.data(), bytes.size());
        m_shown += QLatin1String(bytes.data(), bytes.size());
    } else if (const QString text = utf8Text(bytes); !text.contains(QChar::ReplacementCharacter)) {
        m_decoded += text;
        m_shown += visibleText(text, LineFeeds::Keep);
    } else {
        for (qsizetype at = begin.byte; at < end;) {
            const qsizetype next = characterEnd(m_bytes, at);
            const Character character = characterOf(QByteArrayView(m_bytes).sliced(at, next - at));
            m_decoded += character.decoded;
            m_shown += character.shown;
            at = next;
        }
    }
    m_places.push_back({end, m_decoded.size(), m_shown.size(), false});
}

ShownText::Place ShownText::placeAt(Coordinate coordinate, qsizetype value) const
{
    const auto after =
        std::upper_bound(m_places.begin() + 1, m_places.end(), value,
                         [coordinate](qsizetype wanted, const Place& noted) { return wanted < noted.*coordinate; });
    Place place = *(after - 1);
    const qsizetype end = after == m_places.end() ? m_bytes.size() : after->byte;
    if (place.isPlain) {
        const qsizetype steps = std::clamp(value - place.*coordinate, qsizetype{0}, end - place.byte);
        return {place.byte + steps, place.decoded + steps, place.shown + steps, true};
    }
    while (place.byte < end) {
        Place next = place;
        next.byte = characterEnd(m_bytes, place.byte);
        const Character character = characterOf(QByteArrayView(m_bytes).sliced(place.byte, next.byte - place.byte));
        next.decoded += character.decoded.size();
        next.shown += character.shown.size();
        if (next.*coordinate > value)
            break;
        place = next;
    }
    return place;
}

qsizetype ShownText::shownAtByte(qsizetype byte) const
{
    return placeAt(&Place::byte, byte).shown;
}

qsizetype ShownText::byteAtShown(qsizetype position) const
{
    return placeAt(&Place::shown, position).byte;
}

qsizetype ShownText::byteAtDecoded(qsizetype position) const
{
    return placeAt(&Place::decoded, position).byte;
}

qsizetype ShownText::shownAtDecoded(qsizetype position) const
{
    return placeAt(&Place::decoded, position).shown;
}

qsizetype ShownText::decodedAtShown(qsizetype position) const
{
    return placeAt(&Place::shown, position).decoded;
}

} // namespace kaunt
