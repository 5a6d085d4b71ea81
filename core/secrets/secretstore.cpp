// SPDX-License-Identifier: MIT
#include "core/secrets/secretstore.h"

#include "core/secrets/filesecretstore.h"
#include "core/secrets/keyringsecretstore.h"

namespace kaunt {

std::unique_ptr<SecretStore> makeSecretStore(const QString& directory)
{
    const QString wanted = qEnvironmentVariable("KAUNT_SECRET_STORE");
    const bool isDecided = wanted == QLatin1String("keyring") || wanted == QLatin1String("file");
    const bool isKeyring = isDecided ? wanted == QLatin1String("keyring") : KeyringSecretStore::isAvailable();
    if (isKeyring)
        return std::make_unique<KeyringSecretStore>();
    return std::make_unique<FileSecretStore>(directory);
}

} // namespace kaunt
