// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

/// The same text written another way: charsets and escapes that stand between a sender and us. Pure; nothing where a
/// form does not apply.
namespace kaunt::textforms {

enum class Charset {
    Latin1,
    Windows1252,
    Utf16Le,
    Utf16Be,
    Utf16LeWithMark,
    Utf16BeWithMark,
    Utf8Twice,          ///< read as Windows-1252 or Latin-1 and printed as UTF-8 again
    Latin1Replaced,     ///< what is beyond as a question mark, as Java prints
    AsciiReplaced,      ///< every other UTF-16 unit as a question mark, as .NET's Encoding.ASCII prints
    AsciiReplacedWhole, ///< every other character, as Java and Python do
    AsciiDropped,
    Composed,      ///< Unicode normalisation form C
    Decomposed,    ///< form D
    BytesReplaced, ///< every byte beyond ASCII as a question mark, as .NET's Encoding.ASCII reads them
    BytesCut,      ///< without their highest bit, as Node's "ascii" reads them
    BytesMarked,   ///< as U+FFFD, as Java and Python read ASCII
    Utf8Thrice,    ///< Utf8Twice once more
    Utf32Le,
    Utf32Be,
    Utf32LeWithMark,
    Ibm850,         ///< of Western Windows consoles
    Ibm865,         ///< of Danish and Norwegian ones
    Cesu8,          ///< each half of a pair by itself (Unicode TR 26)
    PlanesReplaced, ///< what has four bytes as one question mark, as MySQL's utf8
    PlanesMarked,   ///< as four
    PlanesDropped,
    References, ///< &#248;
};

[[nodiscard]] const QList<Charset>& charsets();
/// As registered with IANA where it is: "iso-8859-1", "windows-1252", "utf-16le", "utf-16be", "utf-8-twice",
/// "us-ascii", "utf-8-nfc", "utf-8-nfd", "utf-32le", "ibm850", "cesu-8", "utf8mb3" (MySQL's) …
[[nodiscard]] const char* charsetName(Charset charset);

/// A UTF-8 text in this charset; nothing where it can't be written so or stays the same.
[[nodiscard]] std::optional<QByteArray> fromUtf8(const QByteArray& text, Charset charset);
/// What was written in this charset as UTF-8; nothing where it can't be that, or where reading it so proves nothing.
[[nodiscard]] std::optional<QByteArray> toUtf8(const QByteArray& bytes, Charset charset);
/// The text that UTF-8 bytes say, with the byte-order mark that QString::fromUtf8() drops; nothing where they are none.
[[nodiscard]] std::optional<QString> textOf(const QByteArray& utf8);

/// RFC 9562's hexadecimal form, in either case.
[[nodiscard]] bool isUuid(const QString& text);
/// RFC 4648 section 6, in either case, with or without padding.
[[nodiscard]] std::optional<QByteArray> fromBase32(const QByteArray& text);
/// & < > " ' and their entities.
[[nodiscard]] std::optional<QByteArray> fromHtml(const QByteArray& text);
[[nodiscard]] QByteArray toHtml(const QByteArray& text);
/// A JSON string literal, with its quotes.
[[nodiscard]] std::optional<QByteArray> fromJsonString(const QByteArray& literal);
[[nodiscard]] QByteArray toJsonString(const QByteArray& text);

} // namespace kaunt::textforms
