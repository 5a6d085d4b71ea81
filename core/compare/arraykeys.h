// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/jsonvalue.h"

#include <QString>

namespace kaunt {

/// The member by which the elements of two lists can be told: every element of both is an object that has it, as a
/// string or a number, and no two of a list have the same. Tried are names that identify in what Kaunt sends
/// ("lineNumber", "externalDimensionId" …) and the usual ones ("id", "key", "name"). Null where there is none, and
/// elements go by their places. Pure.
[[nodiscard]] QString commonArrayKey(const JsonValue& before, const JsonValue& after);

} // namespace kaunt
