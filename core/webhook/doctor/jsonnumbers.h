// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/jsonvalue.h"

namespace kaunt {

/// Writes a number as JavaScript prints it (ECMA-262, Number::toString); leaves any other value alone. Pure.
void printAsJavaScript(JsonValue& value);
/// As Python does (repr of a float): a whole number keeps its point, an integer stays as it is.
void printAsPython(JsonValue& value);

} // namespace kaunt
