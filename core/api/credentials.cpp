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

} // namespace kaunt
