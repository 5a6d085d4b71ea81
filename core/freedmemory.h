// SPDX-License-Identifier: MIT
#pragma once

namespace kaunt {

/// Gives the system back what was freed and is kept for whatever is allocated next, by any thread. Takes milliseconds:
/// for when it has become quiet. From every thread.
void giveBackFreedMemory();

} // namespace kaunt
