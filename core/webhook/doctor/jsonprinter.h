// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/jsonvalue.h"

#include <QByteArray>

namespace kaunt {

/// How a JSON library prints: its white space and its escapes.
struct JsonStyle {
    enum class Escapes {
        Least,      ///< RFC 8259: quotes, backslashes and control characters only
        AsciiLower, ///< everything but ASCII as \u00e6, as Python does
        AsciiUpper, ///< as \u00E6
        Slashes,    ///< \/
        Php,        ///< \/ and \u00e6
        Html,       ///< < > & and U+2028, U+2029 as \u003c, as Go does
        HtmlAscii,  ///< the same with \u00e6
        DotNet,     ///< System.Text.Json: all that is not plain ASCII, and " & ' + < > ` as \u0022
        Gson,       ///< < > & = ' as \u003c, U+2028, U+2029
    };

    QByteArray indent; ///< of one level; only where `isMultiLine`
    bool isMultiLine = false;
    QByteArray colon = ":";       ///< with the white space around it
    QByteArray comma = ",";       ///< with the white space behind it, where it is one line
    QByteArray inside;            ///< within the brackets of what is printed on one line
    bool arraysOnOneLine = false; ///< [ 1, 2 ] among lines of members, as Jackson prints
    Escapes escapes = Escapes::Least;
};

/// Prints a value that parseJson() read; numbers as their text. Pure. For reproducing what somebody else printed, never
/// for writing of our own.
[[nodiscard]] QByteArray printJson(const JsonValue& value, const JsonStyle& style);

} // namespace kaunt
