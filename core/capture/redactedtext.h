// SPDX-License-Identifier: MIT
#pragma once

namespace kaunt {

/// What stands in place of a value that no export contains, and that stand-ins leave.
inline constexpr char redactedText[] = "[redacted]";

} // namespace kaunt
