// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

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

} // namespace kaunt
