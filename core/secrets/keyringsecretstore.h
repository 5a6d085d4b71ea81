// SPDX-License-Identifier: MIT
#pragma once

#include "core/secrets/secretstore.h"

#include <chrono>

namespace kaunt {

/// Secrets in the system keyring by QtKeychain (Secret Service or KWallet), under the service "kaunt-monitor".
/// QtKeychain's fall-back to an unencrypted file is never used. Needs the event loop of the asking thread, the main
/// one. A keyring that does not answer in time, as a locked one may whose prompt nobody can see, is Denied; what was
/// asked for may still be done when it wakes up.
class KeyringSecretStore final : public SecretStore {
public:
    explicit KeyringSecretStore(std::chrono::milliseconds patience = usualPatience());

    /// Whether a keyring is worth asking: one runs already, or one can be started and a display is there for its
    /// password prompt. Asks the session bus only, never the keyring, and waits for it some seconds at the most: a bus
    /// that does not answer has no keyring.
    [[nodiscard]] static bool isAvailable();
    /// How long an answer may take: long enough to type a password where there is a display to be asked on, else
    /// seconds.
    [[nodiscard]] static std::chrono::milliseconds usualPatience();

    [[nodiscard]] Kind kind() const override { return Kind::Keyring; }
    [[nodiscard]] QString place() const override;
    [[nodiscard]] QFuture<Result<QByteArray, SecretError>> read(const QString& name) override;
    [[nodiscard]] QFuture<Result<void, SecretError>> write(const QString& name, const QByteArray& value) override;
    [[nodiscard]] QFuture<Result<void, SecretError>> remove(const QString& name) override;

private:
    std::chrono::milliseconds m_patience;
};

} // namespace kaunt
