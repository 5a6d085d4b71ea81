// SPDX-License-Identifier: MIT
#pragma once

namespace kaunt {

/// Where there is too little of a processor, the calling thread goes behind those that somebody waits for: the answers
/// to deliveries and the window. QThread's own priorities do nothing under Linux's usual scheduling, whose nice values
/// are a thread's.
void yieldToOthers();

} // namespace kaunt
