// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/jsonvalue.h"
#include "core/webhook/xmltree.h"

#include <QByteArray>
#include <QString>

namespace kaunt {

/// Why a body is no JSON and where that shows, in one or two plain sentences. Lines, columns and bytes count from 1.
[[nodiscard]] QString jsonErrorText(const JsonError& error, const QByteArray& body);

/// Why XML is shown without its tree, in one plain sentence.
[[nodiscard]] QString xmlErrorText(const JsonError& error, const QByteArray& body);
/// "element", "attribute" …
[[nodiscard]] QString xmlPartText(XmlPart part);

/// "number", "text" …
[[nodiscard]] QString jsonTypeText(JsonValue::Type type);

} // namespace kaunt
