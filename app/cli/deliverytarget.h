// SPDX-License-Identifier: MIT
#pragma once

#include "core/sending/deliverytarget.h" // IWYU pragma: export

namespace kaunt {

/// What to tell who gave --to something that deliveryTarget() does not take.
[[nodiscard]] QString deliveryTargetUsage();

} // namespace kaunt
