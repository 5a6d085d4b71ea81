// SPDX-License-Identifier: MIT
#pragma once

namespace kaunt {

/// Where there is too little of a processor, the calling thread goes behind those that somebody waits for: the answers
/// to deliveries and the window. Not by QThread's priorities: under Linux the lower ones change nothing, and the idle
/// one gets nothing at all while anybody else wants the processor, be it for minutes.
void yieldToOthers();

} // namespace kaunt
