// SPDX-License-Identifier: MIT
#pragma once

#include "core/secrets/secretstore.h"
#include "core/settings/settings.h"
#include "core/webhook/diagnosis.h"

namespace kaunt {

/// The name that a secret is kept under: "webhook/<endpoint>/<secret>", each percent-encoded (RFC 3986 section 2.1);
/// "api/<tenant>" in lower case, "api/default" for an empty tenant; "tls/key". In front of it goes "<scope>/" where the
/// settings have one.
[[nodiscard]] QString webhookSecretName(const QString& endpoint, const QString& secret);
[[nodiscard]] QString apiSecretName(const QString& tenantId);
/// Of the pass phrase of the receiver's key.
[[nodiscard]] QString tlsSecretName();

/// The values of all of them, to know them where they must not be seen.
[[nodiscard]] QList<QByteArray> secretValues(const Settings& settings);

/// Whether a webhook's or an API key's secret is named, and its value not known: it could not be loaded, or is not
/// there.
[[nodiscard]] bool areSecretsUnknown(const Settings& settings);

/// The secrets that deliveries can be verified with, of all endpoints in their order.
[[nodiscard]] QList<SigningSecret> usableSecrets(const Settings& settings);

/// Those of each endpoint, retired ones among them.
[[nodiscard]] QList<EndpointSecrets> endpointSecrets(const Settings& settings);

/// Fills the secrets of endpoints and credentials from the store, which must outlive the answer; what is not there
/// stays empty and is no error.
[[nodiscard]] QFuture<Result<Settings, SecretError>> loadSecrets(SecretStore& store, Settings settings);
/// Writes those of `settings` that differ from `previous`. Removes those that `settings` no longer names, or has empty
/// where `previous` had a value: one that was empty before is one that could not be loaded, and is let be. The first
/// error ends it; what is to be removed comes last.
[[nodiscard]] QFuture<Result<void, SecretError>> saveSecrets(SecretStore& store, const Settings& settings,
                                                             const Settings& previous);

} // namespace kaunt
