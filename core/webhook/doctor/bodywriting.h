// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

namespace kaunt {

/// How a JSON text is written, read off its bytes alone, whoever printed it. A plain value.
struct BodyWriting {
    /// How characters beyond ASCII, or the hexadecimal digits of \u, are written.
    enum class Beyond { None, AsTheyAre, Escaped, PairsEscaped };
    enum class Digits { None, Lower, Upper, Mixed };

    QString layout; ///< "compact", "spaced", "tab", "indent-2" …
    Beyond beyond = Beyond::None;
    Digits digits = Digits::None;
    bool hasEscapedSlashes = false;
    bool isHtmlSafe = false; ///< \u for what is ASCII and no control character, or for a line separator alone

    [[nodiscard]] bool hasEscapes() const
    {
        return hasEscapedSlashes || isHtmlSafe || beyond == Beyond::Escaped || beyond == Beyond::PairsEscaped;
    }
    /// Whatever the layout.
    [[nodiscard]] bool isEscapedAs(const BodyWriting& other) const
    {
        return hasEscapedSlashes == other.hasEscapedSlashes && isHtmlSafe == other.isHtmlSafe &&
               beyond == other.beyond && digits == other.digits;
    }
};

/// Whether it is one of the words for a layout.
[[nodiscard]] bool isLayout(const QString& word);

/// Of any bytes; linear in them. Pure.
[[nodiscard]] BodyWriting writingOf(QByteArrayView json);

} // namespace kaunt
