// SPDX-License-Identifier: MIT
#pragma once

#include "core/simulator/simulatedkaunt.h"

namespace kaunt::test {

/// A simulated Kaunt that delivers to `target` every millisecond or so, signed with "hush", nothing twice and nothing
/// spoilt, and repeats as fast.
[[nodiscard]] SimulatorSettings settingsFor(const QUrl& target);

} // namespace kaunt::test
