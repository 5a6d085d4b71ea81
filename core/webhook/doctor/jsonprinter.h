// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/jsonvalue.h"

#include <QByteArray>

#include <vector>

namespace kaunt {

/// How a JSON library prints: its white space and its escapes.
struct JsonStyle {
    enum class Escapes {
        Least,          ///< RFC 8259: quotes, backslashes and control characters only
        AsciiLower,     ///< everything but ASCII as \u00e6, as Python does
        AsciiUpper,     ///< as \u00E6
        Slashes,        ///< \/
        Php,            ///< \/ and \u00e6
        Html,           ///< < > & and U+2028, U+2029 as \u003c, as Go does
        HtmlAscii,      ///< the same with \u00e6
        DotNet,         ///< System.Text.Json: all that is not plain ASCII, and " & ' + < > ` as \u0022
        NewtonsoftHtml, ///< < > & ' " as \u003c, as Newtonsoft's EscapeHtml
        Gson,           ///< < > & = ' as \u003c, U+2028, U+2029
        DotNetAll,      ///< DotNet with UnicodeRanges.All: letters as they are, \ud83d of pairs
        PhpHex,         ///< Php with JSON_HEX_…: < > & ' " as \u003C, and \u00e6
    };

    QByteArray indent; ///< of one level; only where `isMultiLine`
    bool isMultiLine = false;
    QByteArray newline = "\n";
    QByteArray colon = ":";       ///< with the white space around it
    QByteArray comma = ",";       ///< with the white space behind it, where it is one line
    QByteArray inside;            ///< within the brackets of what is printed on one line
    bool arraysOnOneLine = false; ///< [ 1, 2 ] among lines of members, as Jackson prints
    Escapes escapes = Escapes::Least;
};

/// A value taken apart, its strings escaped, so that it is printed in many styles for little. A plain value.
class JsonPieces {
public:
    JsonPieces(const JsonValue& value, JsonStyle::Escapes escapes);
    /// In another style of the same escapes.
    [[nodiscard]] QByteArray printed(const JsonStyle& style) const;
    /// How many bytes that would be, which may be very many: each value of a deep one is indented. Nothing is printed.
    [[nodiscard]] qsizetype printedBytes(const JsonStyle& style) const;

private:
    enum class Kind { Text, Colon, Item, OpenObject, CloseObject, OpenArray, CloseArray };
    struct Piece {
        Kind kind = Kind::Text;
        bool isFirst = false; ///< of its items; of a closing bracket: there were none
        bool isInArray = false;
        qsizetype begin = 0; ///< of a text, in m_text
        qsizetype length = 0;
    };

    void add(const JsonValue& value);
    void addArray(const JsonValue& array);
    void addObject(const JsonValue& object);
    void addText(const QByteArray& text);
    void addString(const QString& text);
    void escape(char16_t c);
    template <typename Out>
    void print(Out& out, const JsonStyle& style) const;

    JsonStyle::Escapes m_escapes;
    QByteArray m_text;
    std::vector<Piece> m_pieces;
};

/// Prints a value that parseJson() read; numbers as their text. Pure. For reproducing what somebody else printed, never
/// for writing of our own.
[[nodiscard]] QByteArray printJson(const JsonValue& value, const JsonStyle& style);

} // namespace kaunt
