// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QStringList>

namespace kaunt {

/// No more of a value is given.
inline constexpr qsizetype longestPayloadValue = 200;

/// What stands at each of these paths ("$.Total", "$.lines[0].name") of a payload: a string's text, anything else as
/// it is written; null where there is nothing. All null where the payload is no JSON. Pure.
[[nodiscard]] QStringList payloadValues(const QByteArray& body, const QStringList& paths);

} // namespace kaunt
