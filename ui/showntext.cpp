// SPDX-License-Identifier: MIT
#include "ui/showntext.h"

#include "ui/visibletext.h"

#include <algorithm>

namespace kaunt {

namespace {

constexpr qsizetype stretch = 2'048; // bytes between two noted places

bool isContinuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xc0U) == 0x80U;
}

/// The end of the character that begins at `begin`, as far as the bytes are UTF-8.
qsizetype characterEnd(const QByteArray& bytes, qsizetype begin)
{
    constexpr qsizetype longest = 4;
    qsizetype end = begin + 1;
    while (end < bytes.size() && end - begin < longest && isContinuation(bytes.at(end)))
        ++end;
    return end;
}

} // namespace

ShownText::ShownText(const QByteArray& bytes)
    : m_bytes(bytes)
{
    Place place;
    while (place.byte < bytes.size()) {
        const qsizetype end = characterEnd(bytes, std::min(place.byte + stretch, bytes.size()) - 1);
        const QString text = QString::fromUtf8(QByteArrayView(bytes).sliced(place.byte, end - place.byte));
        m_decoded += text;
        m_shown += visibleText(text, LineFeeds::Keep);
        place = {end, m_decoded.size(), m_shown.size()};
        m_places.push_back(place);
    }
}

ShownText::Place ShownText::placeAt(Coordinate coordinate, qsizetype value) const
{
    const auto after =
        std::upper_bound(m_places.begin() + 1, m_places.end(), value,
                         [coordinate](qsizetype wanted, const Place& noted) { return wanted < noted.*coordinate; });
    Place place = *(after - 1);
    while (place.byte < m_bytes.size()) {
        Place next = place;
        next.byte = characterEnd(m_bytes, place.byte);
        const QString text = QString::fromUtf8(QByteArrayView(m_bytes).sliced(place.byte, next.byte - place.byte));
        next.decoded += text.size();
        next.shown += visibleText(text, LineFeeds::Keep).size();
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

qsizetype ShownText::shownAtDecoded(qsizetype position) const
{
    return placeAt(&Place::decoded, position).shown;
}

qsizetype ShownText::decodedAtShown(qsizetype position) const
{
    return placeAt(&Place::shown, position).decoded;
}

} // namespace kaunt
