// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

#include <array>

namespace kaunt {

/// What some editors and writers put in front of UTF-8.
inline constexpr QByteArrayView utf8ByteOrderMark("\xef\xbb\xbf");

/// UTF-8 behind a byte-order mark, which a reader may ignore (RFC 8259 section 8.1). Pure.
[[nodiscard]] inline QByteArrayView withoutByteOrderMark(QByteArrayView text)
{
    return text.startsWith(utf8ByteOrderMark) ? text.sliced(utf8ByteOrderMark.size()) : text;
}

/// The text of these bytes with all that stands in it: QString::fromUtf8() leaves out a byte-order mark at the start,
/// which makes another text of it. Pure.
[[nodiscard]] inline QString utf8Text(QByteArrayView utf8)
{
    QString text = QString::fromUtf8(utf8);
    if (utf8.startsWith(utf8ByteOrderMark))
        text.prepend(QChar(QChar::ByteOrderMark));
    return text;
}

/// Where these bytes begin to be no UTF-8; their number where they are. Pure.
[[nodiscard]] inline qsizetype firstNoUtf8(QByteArrayView text)
{
    constexpr qsizetype longestCharacter = 4;
    qsizetype at = 0;
    while (at < text.size()) {
        qsizetype length = 1;
        const qsizetype most = text.size() - at < longestCharacter ? text.size() - at : longestCharacter;
        while (length <= most && !text.sliced(at, length).isValidUtf8())
            ++length;
        if (length > most)
            return at;
        at += length;
    }
    return at;
}

/// A letter, or one byte of it.
struct Utf8Letter {
    std::array<char, 3> bytes{};
    qsizetype size = 1; ///< of them

    [[nodiscard]] QByteArrayView view() const { return QByteArrayView(bytes.data(), size); }
};

/// That of one UTF-16 unit (RFC 3629 section 3). Half a surrogate pair has no UTF-8, and what is made of it is in no
/// text but of CESU-8. Pure; allocates nothing.
[[nodiscard]] constexpr Utf8Letter utf8Letter(char16_t unit)
{
    constexpr char16_t firstOfTwoBytes = 0x80;
    constexpr char16_t firstOfThreeBytes = 0x800;
    constexpr int bits = 6;
    const auto continued = [unit](int shift) { return static_cast<char>(0x80 | (unit >> shift & 0x3f)); };
    if (unit < firstOfTwoBytes)
        return {{static_cast<char>(unit)}, 1};
    if (unit < firstOfThreeBytes)
        return {{static_cast<char>(0xc0 | unit >> bits), continued(0)}, 2};
    return {{static_cast<char>(0xe0 | unit >> 2 * bits), continued(bits), continued(0)}, 3};
}

} // namespace kaunt
