// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

namespace kaunt {

/// The text of these bytes with all that stands in it: QString::fromUtf8() leaves out a byte-order mark at the start,
/// which makes another text of it. Pure.
[[nodiscard]] inline QString utf8Text(QByteArrayView utf8)
{
    QString text = QString::fromUtf8(utf8);
    if (utf8.startsWith("\xEF\xBB\xBF"))
        text.prepend(QChar(QChar::ByteOrderMark));
    return text;
}

} // namespace kaunt
