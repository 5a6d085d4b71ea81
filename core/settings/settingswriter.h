// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/settings.h"

class QSettings;

namespace kaunt {

/// Writes all but the secrets under the keys that readSettings() reads.
void writeSettings(const Settings& settings, QSettings& file);

} // namespace kaunt
