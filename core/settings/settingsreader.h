// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/settingsfile.h"

class QSettings;

namespace kaunt {

/// The settings that a file holds; what is not in it has its default. A value out of range is WrongValue with its key,
/// the first of them ends the reading. Secrets stay empty but keep their names.
[[nodiscard]] Result<Settings, SettingsError> readSettings(const QSettings& file);

} // namespace kaunt
