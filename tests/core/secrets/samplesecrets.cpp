// SPDX-License-Identifier: MIT
#include "tests/core/secrets/samplesecrets.h"

namespace kaunt::test {

Settings withSecrets()
{
    Settings settings;
    settings.receiver.endpoints.first().secrets = {{QStringLiteral("current"), "one"},
                                                   {QStringLiteral("old"), "two", true}};
    Endpoint other{QStringLiteral("other"), QStringLiteral("/other"), {{QStringLiteral("current"), "three"}}};
    settings.receiver.endpoints.append(other);
    settings.api.credentials.fallback = {QStringLiteral("id"), "four"};
    settings.api.credentials.byTenant = {{QStringLiteral("Tenant"), {QStringLiteral("tid"), "five"}}};
    return settings;
}

Settings withoutValues(Settings settings)
{
    for (Endpoint& endpoint : settings.receiver.endpoints) {
        for (SigningSecret& secret : endpoint.secrets)
            secret.value.clear();
    }
    settings.api.credentials.fallback.clientSecret.clear();
    for (ApiCredentials& credentials : settings.api.credentials.byTenant)
        credentials.clientSecret.clear();
    return settings;
}

} // namespace kaunt::test
