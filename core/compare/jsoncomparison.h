// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/jsonvalue.h"

#include <QByteArrayView>
#include <QList>
#include <QString>

namespace kaunt {

/// One place at which two JSON texts say different things. A plain value.
struct JsonDifference {
    enum class Kind {
        Added,       ///< only in the later one
        Removed,     ///< only in the earlier one
        Changed,     ///< a value of the same type
        TypeChanged, ///< text that was a number, an object that was null …
    };

    Kind kind = Kind::Changed;
    QString path;   ///< RFC 9535; an element that goes by a key is "$.lines[?@.lineNumber=='10']"
    QString before; ///< the decoded text of a string, else the source text, cut at 10,000 characters; null where Added
    QString after;  ///< null where Removed

    bool operator==(const JsonDifference&) const = default;
};

struct JsonComparison {
    QList<JsonDifference> differences; ///< in the order of the earlier text; what was added at the end of its object
    bool isCut = false;                ///< there are more than were asked for
};

/// Compares what two JSON texts say: the order of members, white space and escapes make no difference, the spelling of
/// a number does. Of a key that stands in an object more than once the first is compared with the first, and so on.
/// Elements of arrays go by a key where they have one (arraykeys.h), else by their places, after what is equal at both
/// ends is taken away. Sources are what the values were read from. Pure.
[[nodiscard]] JsonComparison compareJson(const JsonValue& before, QByteArrayView beforeSource, const JsonValue& after,
                                         QByteArrayView afterSource, qsizetype most = 5'000);

} // namespace kaunt
