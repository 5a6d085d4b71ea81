// SPDX-License-Identifier: MIT
#include "core/api/credentials.h"

namespace kaunt {

QByteArray basicCredentials(const ApiCredentials& credentials)
{
    return (credentials.clientId.toUtf8() + ':' + credentials.clientSecret).toBase64();
}

std::optional<ApiCredentials> CredentialSet::forTenant(const QString& tenantId) const
{
    for (auto entry = byTenant.cbegin(); entry != byTenant.cend(); ++entry) {
        if (!tenantId.isEmpty() && entry.key().compare(tenantId, Qt::CaseInsensitive) == 0)
            return entry.value();
    }
    if (fallback.isEmpty())
        return std::nullopt;
    return fallback;
}

QList<ApiSecret> apiSecretsOf(const CredentialSet& credentials)
{
    QList<ApiSecret> secrets;
    if (!credentials.fallback.isEmpty())
        secrets.append({{}, credentials.fallback.clientId, credentials.fallback.clientSecret});
    QStringList tenants = credentials.byTenant.keys();
    tenants.sort();
    for (const QString& tenant : std::as_const(tenants)) {
        const ApiCredentials own = credentials.byTenant.value(tenant);
        secrets.append({tenant, own.clientId, own.clientSecret});
    }
    return secrets;
}

} // namespace kaunt
