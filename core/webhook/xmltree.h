// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/jsonvalue.h"

#include <QByteArrayView>
#include <QString>

namespace kaunt {

/// XML 1.0 as a tree of the values that JSON has, so that what shows the one shows the other. The whole is an object:
/// the outermost element, with the comments and instructions around it. An element is an object, its members in their
/// order: attributes ("@name"), elements by their names as written (with their prefixes), text ("#text", where it is
/// more than white space), comments ("#comment") and instructions ("?target"); one with nothing but text is a string.
/// Places are bytes of the source: those of an element go from its first tag to its last, those of an attribute have
/// its name with them.
///
/// The source is UTF-8, whatever it says of itself, with or without a byte-order mark; what is said in another charset
/// is decoded before. Depth, values, the attributes of one element and those that are declared are capped; entities
/// that the document declares are expanded to some 8 million characters in all, others stand as they are written.
/// Nothing outside the document is read. Pure; for showing only.
[[nodiscard]] Result<JsonValue, JsonError> parseXml(QByteArrayView source, int maxDepth = 256,
                                                    qsizetype maxValues = 1'000'000);

/// What a member of such a tree is.
enum class XmlPart { Element, Attribute, Text, Comment, Instruction };
[[nodiscard]] XmlPart xmlPart(QStringView key);
/// One step of an XPath 1.0 to it: "/Line", "/@no", "/text()"; `place`, from 1, among those of the same key, 0 where it
/// is the only one. Pure.
[[nodiscard]] QString xmlPathStep(const QString& key, int place);

} // namespace kaunt
