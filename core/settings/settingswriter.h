// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/settings.h"

class QSettings;

namespace kaunt {

/// Sets all but the secrets under the keys that readSettings() reads, and leaves keys that are not ours;
/// in an entry of a list only where an entry of that name is still at its place. What is out of range is written too,
/// and found wrong by readSettings().
void writeSettings(Settings settings, QSettings& file);

} // namespace kaunt
