// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/jsonvalue.h"

#include <QByteArrayView>
#include <QList>
#include <QString>

#include <stop_token>

namespace kaunt {

/// One place at which two JSON texts say different things. A plain value.
struct JsonDifference {
    enum class Kind {
        Added,       ///< only in the later one
        Removed,     ///< only in the earlier one
        Changed,     ///< a value of the same type
        TypeChanged, ///< text that was a number, an object that was null …
        Moved,       ///< an element that stands before another one than it did
    };

    Kind kind = Kind::Changed;
    /// RFC 9535; an element that goes by a key is "$.lines[?@.lineNumber=='10']", one that stands elsewhere in the
    /// later text "$.lines[4→5]".
    QString path;
    /// The decoded text of a string, else the source text, at most 10,000 characters of it: from the beginning, or, of
    /// what is Changed beyond them, from shortly before the first difference, after "…". "[0]" where Moved. Null where
    /// Added.
    QString before;
    QString after;                                      ///< null where Removed
    JsonValue::Type beforeType = JsonValue::Type::Null; ///< of the value before, where there is one
    JsonValue::Type afterType = JsonValue::Type::Null;

    bool operator==(const JsonDifference&) const = default;
};

/// What compareJson() found.
struct JsonComparison {
    QList<JsonDifference> differences; ///< in the order of the earlier text; what was added at the end of its object
    bool isCut = false;                ///< there are more than were asked for
};

/// Compares what two JSON texts say: the order of members, white space and escapes make no difference, the spelling of
/// a number does. Of a key that stands in an object more than once the first is compared with the first, and so on.
/// Elements of arrays go by a key where they have one (arraykeys.h), else by what they say (arrayalignment.h). Of those
/// that stand in another order as few as can be are Moved. Sources are what the values were read from. Takes time by
/// the size of both; once a stop is requested it ends early, with a part of the differences. Pure.
[[nodiscard]] JsonComparison compareJson(const JsonValue& before, QByteArrayView beforeSource, const JsonValue& after,
                                         QByteArrayView afterSource, const std::stop_token& stop = {},
                                         qsizetype most = 5'000);

} // namespace kaunt
