// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/settings.h"

namespace kaunt::test {

/// Two endpoints and two sets of credentials, with five secrets in all: "one" to "five".
[[nodiscard]] Settings withSecrets();
/// As they come from the settings file.
[[nodiscard]] Settings withoutValues(Settings settings);

} // namespace kaunt::test
