// SPDX-License-Identifier: MIT
#include "core/secrets/secretstore.h"

#include "core/secrets/filesecretstore.h"
#include "core/secrets/keyringsecretstore.h"

namespace kaunt {

namespace {

using All = Result<QMap<QString, QByteArray>, SecretError>;

QFuture<All> readMore(SecretStore& store, const QStringList& names, const QMap<QString, QByteArray>& read)
{
    if (names.isEmpty())
        return QtFuture::makeReadyFuture(All(read));
    return store.read(names.first())
        .then([&store, names, read](const Result<QByteArray, SecretError>& value) -> QFuture<All> {
            if (!value && value.error().code != SecretError::Code::NotFound)
                return QtFuture::makeReadyFuture(All(failure(value.error())));
            QMap<QString, QByteArray> more = read;
            if (value)
                more.insert(names.first(), *value);
            return readMore(store, names.mid(1), more);
        })
        .unwrap();
}

} // namespace

QFuture<All> SecretStore::readAll(const QStringList& names)
{
    return readMore(*this, names, {});
}

bool isSecretStoreName(const QString& value)
{
    return value == QLatin1String("keyring") || value == QLatin1String("file");
}

std::unique_ptr<SecretStore> makeSecretStore(const QString& directory)
{
    const QString wanted = qEnvironmentVariable("KAUNT_SECRET_STORE");
    const bool isDecided = isSecretStoreName(wanted);
    const bool isKeyring = isDecided ? wanted == QLatin1String("keyring") : KeyringSecretStore::isAvailable();
    if (isKeyring)
        return std::make_unique<KeyringSecretStore>();
    return std::make_unique<FileSecretStore>(directory);
}

} // namespace kaunt
