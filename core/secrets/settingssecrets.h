// SPDX-License-Identifier: MIT
#pragma once

#include "core/secrets/secretstore.h"
#include "core/settings/settings.h"

namespace kaunt {

/// The name that a secret is kept under: "webhook/<endpoint>/<secret>", "api/<tenant>", "api/default" for an empty
/// tenant.
[[nodiscard]] QString webhookSecretName(const QString& endpoint, const QString& secret);
[[nodiscard]] QString apiSecretName(const QString& tenantId);

/// Fills the secrets of endpoints and credentials from the store; what is not there stays empty and is no error.
[[nodiscard]] QFuture<Result<Settings, SecretError>> loadSecrets(SecretStore& store, Settings settings);
/// Writes those of `settings`, removes those that only `previous` had.
[[nodiscard]] QFuture<Result<void, SecretError>> saveSecrets(SecretStore& store, const Settings& settings,
                                                             const Settings& previous);

} // namespace kaunt
