// SPDX-License-Identifier: MIT
#include "core/receiver/endpointsecret.h"

#include "core/receiver/endpointrouter.h"

#include <algorithm>

namespace kaunt {

namespace {

std::optional<EndpointSecret> usableSecretOf(const Endpoint& endpoint)
{
    const auto usable = std::find_if(endpoint.secrets.cbegin(), endpoint.secrets.cend(),
                                     [](const SigningSecret& one) { return one.isUsable(); });
    if (usable == endpoint.secrets.cend())
        return {};
    return EndpointSecret{endpoint.name, *usable};
}

} // namespace

std::optional<EndpointSecret> secretToSignWith(const QList<Endpoint>& endpoints, const QUrl& url)
{
    const EndpointRouter router(endpoints);
    const QByteArray path = url.path(QUrl::FullyEncoded).toLatin1();
    const Endpoint* called = router.find(path);
    if (!called)
        called = router.findSimilar(path);
    auto chosen = called ? usableSecretOf(*called) : std::nullopt;
    for (auto one = endpoints.cbegin(); !chosen && one != endpoints.cend(); ++one)
        chosen = usableSecretOf(*one);
    return chosen;
}

} // namespace kaunt
