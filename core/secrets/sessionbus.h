// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>

namespace kaunt {

/// Whether there is a session bus (D-Bus specification, "Well-known Message Bus Instances") and it answers. Waits for
/// the answer, `patience` at the most for each of its addresses. To be asked before Qt connects to it, which waits for
/// ever, in every thread. A bus that is reached by other means than a socket of this machine counts as answering.
[[nodiscard]] bool doesSessionBusAnswer(std::chrono::milliseconds patience);

} // namespace kaunt
