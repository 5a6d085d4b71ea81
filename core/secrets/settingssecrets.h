// SPDX-License-Identifier: MIT
#pragma once

#include "core/secrets/secretstore.h"
#include "core/settings/settings.h"
#include "core/webhook/diagnosis.h"

namespace kaunt {

/// The name of a secret, which it is kept under unless `secretMoves` tells another place:
/// "webhook/<endpoint>/<secret>", each percent-encoded (RFC 3986 section 2.1); "api/<tenant>" in lower case,
/// "api/default" for an empty tenant; "tls/key". In front of it goes "<scope>/" where the settings have one.
[[nodiscard]] QString webhookSecretName(const QString& endpoint, const QString& secret);
[[nodiscard]] QString apiSecretName(const QString& tenantId);
/// Of the pass phrase of the receiver's key.
[[nodiscard]] QString tlsSecretName();

/// The values of all of them, to know them where they must not be seen.
[[nodiscard]] QList<QByteArray> secretValues(const Settings& settings);

/// As they come from the file where the store can't be read: each secret unread, under the name that it is kept under
/// now. A secret that was never entered is none of these: it is empty, and known to be.
[[nodiscard]] Settings withUnreadSecrets(Settings settings);
/// Those that are unread have the value that `read` has under that name; none is unread any more.
[[nodiscard]] Settings withReadSecrets(Settings settings, const Settings& read);
/// Whether any is unread, that of the receiver's key among them.
[[nodiscard]] bool areSecretsUnknown(const Settings& settings);

/// The secrets that deliveries can be verified with, of all endpoints in their order.
[[nodiscard]] QList<SigningSecret> usableSecrets(const Settings& settings);

/// Those of each endpoint, retired ones among them.
[[nodiscard]] QList<EndpointSecrets> endpointSecrets(const Settings& settings);

/// Fills the secrets of endpoints and credentials from the store, which must outlive the answer; what is not there
/// stays empty and is no error. One that is unread is read by the name that it has there. The moves of the answer tell
/// where each was found.
[[nodiscard]] QFuture<Result<Settings, SecretError>> loadSecrets(SecretStore& store, Settings settings);
/// Writes those of `settings` that differ from `previous`, to their places. Then removes those that `settings` no
/// longer have, or have empty where `previous` had a value, and what the moves say. What nobody has read stays: one
/// that is unread in `previous` is not removed, and none is written over one that is unread in `settings`, or may be.
/// Nor is anything removed that is of another scope than `settings` have. The first error ends it.
[[nodiscard]] QFuture<Result<void, SecretError>> saveSecrets(SecretStore& store, const Settings& settings,
                                                             const Settings& previous);

} // namespace kaunt
