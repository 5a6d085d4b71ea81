// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/settings.h"

namespace kaunt::test {

/// Nothing of it is a default.
[[nodiscard]] Settings unusualSettings();

} // namespace kaunt::test
