// SPDX-License-Identifier: MIT
#pragma once

#include "core/simulator/deliverytarget.h" // IWYU pragma: export

namespace kaunt {

/// What to tell who gave something else than a target with --to.
[[nodiscard]] QString deliveryTargetUsage();

} // namespace kaunt
