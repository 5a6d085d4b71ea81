// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <vector>

namespace kaunt {

struct JsonMember;

/// A JSON text as it stands: members in their order, duplicate keys kept, numbers as their exact text, each value with
/// its place in the source. A plain value; copies are deep. For reading only what arrived, never for writing.
struct JsonValue {
    enum class Type { Null, Bool, Number, String, Array, Object };

    Type type = Type::Null;
    bool boolean = false;
    /// The decoded text of a string, or the exact source text of a number.
    QString text;
    std::vector<JsonMember> members; ///< of an object, in order
    std::vector<JsonValue> elements; ///< of an array
    qsizetype offset = 0;            ///< first byte of the value in the source
    qsizetype length = 0;            ///< bytes up to and with the last of the value

    [[nodiscard]] bool isNull() const { return type == Type::Null; }
    [[nodiscard]] bool isObject() const { return type == Type::Object; }
    [[nodiscard]] bool isArray() const { return type == Type::Array; }
    [[nodiscard]] bool isString() const { return type == Type::String; }
    [[nodiscard]] bool isNumber() const { return type == Type::Number; }

    /// The last member called `key` (what most parsers would take), or nullptr. Null where this is no object.
    [[nodiscard]] const JsonValue* find(QStringView key) const;
};

/// A key of an object, decoded, and what is under it; the same key may be there again.
struct JsonMember {
    QString key;
    JsonValue value;
};

/// Why a text was not read: it is no JSON, or goes beyond what we take. One that ends too early, wherever it was cut,
/// has a Syntax error at its end.
struct JsonError {
    enum class Code { Empty, Syntax, Encoding, TrailingContent, TooDeep, TooLarge };

    Code code = Code::Syntax;
    qsizetype offset = 0; ///< the byte where reading stopped

    bool operator==(const JsonError&) const = default;
};

/// RFC 8259 JSON in UTF-8; a byte-order mark in front is passed over, as section 8.1 allows, and counts in offsets; the
/// escape of half a surrogate pair, which stands for no character (section 8.2), is read as U+FFFD. Numbers of any size
/// are kept. Depth is capped at `maxDepth` (itself at most 1,000) without recursion on the machine's stack; TooLarge
/// are more than `maxValues`, each of which takes some 150 bytes of memory however short it is written.
///
/// A reader of our own, since RapidJSON 1.1 (Debian 12's, reader.h), tried with numbers as strings, iterative and
/// validating, refuses what is JSON and may arrive: ParseNumber() says NumberTooBig to 1e400, 0e400 and 400 digits as
/// text too, ParseStringToStream() StringUnicodeSurrogateInvalid to "\ud800", while "\udc00" comes out as no UTF-8; a
/// NUL ends its text, so that what stands behind "{}\0" is not seen; and a handler is not told where a value begins.
[[nodiscard]] Result<JsonValue, JsonError> parseJson(QByteArrayView source, int maxDepth = 256,
                                                     qsizetype maxValues = 1'000'000);
/// The text of a string with the halves of surrogate pairs that its escapes write, which JsonValue::text does not have:
/// for showing what arrived. `written` is the string with its quotes as it stands in a source that was read. Pure.
[[nodiscard]] QString textWithHalves(QByteArrayView written);

} // namespace kaunt
