// SPDX-License-Identifier: MIT
#pragma once

#include "core/drift/baseline.h"
#include "core/webhook/jsonvalue.h"

namespace kaunt {

/// Where in the text that it was found in a finding can be seen: the first value that it is about, of a field that is
/// missing what it is missing in. The root where it names no place. It lives as long as the root. Pure.
[[nodiscard]] const JsonValue& driftPlace(const JsonValue& root, const DriftFinding& finding);

} // namespace kaunt
