// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/settings.h"

class QSettings;

namespace kaunt {

/// Sets all but the secrets under the keys that readSettings() reads, and leaves keys that are not ours. What is out of
/// range is written too, and found wrong by readSettings().
void writeSettings(Settings settings, QSettings& file);

} // namespace kaunt
