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
/// stays empty and is no error. One that is unread is read by the name that it was kept under. What is not there under
/// its own name is looked for where `secretMoves` says; those that were found so are its moves in the answer.
[[nodiscard]] QFuture<Result<Settings, SecretError>> loadSecrets(SecretStore& store, Settings settings);
/// What saveSecrets() is about to carry over to another name, to be written into the settings file before: so that it
/// is found whatever becomes of the store.
[[nodiscard]] QList<SecretMove> pendingMoves(const Settings& settings, const Settings& previous);
/// Writes those of `settings` that differ from `previous`. Removes those that `settings` no longer names, or has empty
/// where `previous` had a value. What nobody has read stays: one that is unread in `previous` is not removed, and none
/// is written over one that is unread in `settings`, or may be. Nor is anything removed that is of another scope than
/// `settings` have. The first error ends it; what is written over comes after what is new, what is to be removed last.
[[nodiscard]] QFuture<Result<void, SecretError>> saveSecrets(SecretStore& store, const Settings& settings,
                                                             const Settings& previous);

} // namespace kaunt
