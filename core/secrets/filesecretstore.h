// SPDX-License-Identifier: MIT
#pragma once

#include "core/secrets/secretstore.h"

#include <QMap>

namespace kaunt {

/// Secrets in the file `secrets` of a folder, mode 0600: for machines without a keyring. A file that others can read is
/// refused as Denied, one that is not understood, or can't be read or written, as Failed, with its path in front of the
/// system's words; it stays as it is. Answers are ready at once; every write replaces the file as a whole or not at
/// all. A folder that is missing is made, for the owner only.
class FileSecretStore final : public SecretStore {
public:
    explicit FileSecretStore(const QString& directory);

    [[nodiscard]] Kind kind() const override { return Kind::OwnerOnlyFile; }
    [[nodiscard]] QString place() const override { return m_path; }
    [[nodiscard]] QFuture<Result<QByteArray, SecretError>> read(const QString& name) override;
    /// By reading the file once, however many they are.
    [[nodiscard]] QFuture<Result<QMap<QString, QByteArray>, SecretError>> readAll(const QStringList& names) override;
    [[nodiscard]] QFuture<Result<void, SecretError>> write(const QString& name, const QByteArray& value) override;
    [[nodiscard]] QFuture<Result<void, SecretError>> remove(const QString& name) override;

private:
    using Entries = QMap<QString, QByteArray>;

    [[nodiscard]] Result<Entries, SecretError> load() const;
    [[nodiscard]] Result<void, SecretError> store(const Entries& entries) const;

    QString m_path;
};

} // namespace kaunt
