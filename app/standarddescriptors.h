// SPDX-License-Identifier: MIT
#pragma once

namespace kaunt {

/// Where standard input, output or error is closed, the next file or socket that is opened would take its number, and
/// what is meant for a terminal would be written there. Afterwards each is open; what was closed can be neither read
/// nor written. For the beginning of main().
void occupyStandardDescriptors();

} // namespace kaunt
