// SPDX-License-Identifier: MIT
#pragma once

#include "core/secrets/secretstore.h"
#include "core/settings/settingsflaw.h"

#include <optional>

namespace kaunt {

/// What is wrong with an entry, and what to do; empty where nothing is.
[[nodiscard]] QString flawText(std::optional<SettingsFlaw> flaw);

/// Where the secrets are kept, in words.
[[nodiscard]] QString secretPlaceText(const SecretStore& secrets);

} // namespace kaunt
