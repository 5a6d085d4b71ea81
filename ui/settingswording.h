// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/credentials.h"
#include "core/secrets/secretstore.h"
#include "core/settings/settingsflaw.h"
#include "core/storage/retentionpolicy.h"
#include "ui/sentences.h"

#include <optional>

namespace kaunt {

/// What is wrong with an entry, and what to do; empty where nothing is.
[[nodiscard]] QString flawText(std::optional<SettingsFlaw> flaw);

/// That a key has an id alone, which may come before its secret and opens nothing; empty where it is whole.
[[nodiscard]] QString halfKeyText(const ApiCredentials& key);

/// What goes, and can't be had back, with `policy` in place of the one before; nothing where that keeps as much.
[[nodiscard]] std::optional<Sentence> erasureSentence(const RetentionPolicy& policy, const RetentionPolicy& before);

/// Where the secrets are kept, in words.
[[nodiscard]] QString secretPlaceText(const SecretStore& secrets);

} // namespace kaunt
