// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QFuture>
#include <QMap>
#include <QString>
#include <QStringList>

#include <memory>

namespace kaunt {

/// Why a secret was not read, written or removed. `detail` is the secret's name, the file, the service, the system's
/// own words, or these behind the file; never a secret.
struct SecretError {
    enum class Code { NotFound, Denied, NotAvailable, Failed };

    Code code = Code::Failed;
    QString detail;
};

/// Keeps secrets under names such as "webhook/default/current" or "api/<tenant>". The answers come through the event
/// loop of the thread that asks.
class SecretStore {
public:
    enum class Kind { Keyring, OwnerOnlyFile };

    SecretStore() = default;
    virtual ~SecretStore() = default;
    Q_DISABLE_COPY_MOVE(SecretStore)

    [[nodiscard]] virtual Kind kind() const = 0;
    [[nodiscard]] virtual QString place() const = 0; ///< the file's path, or the keyring service's name
    [[nodiscard]] virtual QFuture<Result<QByteArray, SecretError>> read(const QString& name) = 0;
    /// Of these names all that there are; the first other error ends it. One after the other: a keyring that is locked
    /// shows one prompt, not ten.
    [[nodiscard]] virtual QFuture<Result<QMap<QString, QByteArray>, SecretError>> readAll(const QStringList& names);
    [[nodiscard]] virtual QFuture<Result<void, SecretError>> write(const QString& name, const QByteArray& value) = 0;
    [[nodiscard]] virtual QFuture<Result<void, SecretError>> remove(const QString& name) = 0;
};

/// The system keyring where there is one (QtKeychain), else a file in `directory` that only the owner can read. The
/// environment variable KAUNT_SECRET_STORE (`keyring` or `file`) decides where it is set: for servers and tests. Any
/// other value of it counts as unset; kind() tells what came of it.
[[nodiscard]] std::unique_ptr<SecretStore> makeSecretStore(const QString& directory);
/// Whether that variable can have this value.
[[nodiscard]] bool isSecretStoreName(const QString& value);

} // namespace kaunt
