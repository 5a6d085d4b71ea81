// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>

namespace kaunt {

inline constexpr std::chrono::milliseconds longestGrowingPause{60'000};

/// Before a target, or one delivery, is tried again after so many attempts in a row: 1 s or so at first, 1 min at last.
[[nodiscard]] std::chrono::milliseconds growingPause(int attempts);

} // namespace kaunt
