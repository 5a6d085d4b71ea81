// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/jsonvalue.h"

#include <QByteArray>
#include <QString>

namespace kaunt {

/// Why a body is no JSON and where that shows, in one or two plain sentences.
[[nodiscard]] QString jsonErrorText(const JsonError& error, const QByteArray& body);

/// "number", "text" …
[[nodiscard]] QString jsonTypeText(JsonValue::Type type);

} // namespace kaunt
