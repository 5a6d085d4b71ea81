// SPDX-License-Identifier: MIT
#pragma once

#include "core/secrets/secretstore.h"

namespace kaunt {

/// Secrets in the system keyring by QtKeychain (Secret Service or KWallet), under the service "kaunt-monitor".
/// QtKeychain's fall-back to an unencrypted file is never used. Needs the event loop of the asking thread.
class KeyringSecretStore final : public SecretStore {
public:
    /// Whether a keyring can be used without hanging: one runs already, or one can be started and a display is there
    /// for its password prompt. Asks the session bus only, never the keyring.
    [[nodiscard]] static bool isAvailable();

    [[nodiscard]] Kind kind() const override { return Kind::Keyring; }
    [[nodiscard]] QString place() const override;
    [[nodiscard]] QFuture<Result<QByteArray, SecretError>> read(const QString& name) override;
    [[nodiscard]] QFuture<Result<void, SecretError>> write(const QString& name, const QByteArray& value) override;
    [[nodiscard]] QFuture<Result<void, SecretError>> remove(const QString& name) override;
};

} // namespace kaunt
