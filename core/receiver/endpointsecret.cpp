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

std::optional<EndpointSecret> wrongSecretFor(const QList<Endpoint>& endpoints, const QUrl& url, WrongSecret wrong)
{
    const auto right = secretToSignWith(endpoints, url);
    if (!right)
        return {};
    const auto own = std::find_if(endpoints.cbegin(), endpoints.cend(),
                                  [&right](const Endpoint& one) { return one.name == right->endpoint; });
    const auto ownHas = [own](const SigningSecret& secret) {
        return std::any_of(own->secrets.cbegin(), own->secrets.cend(), [&secret](const SigningSecret& one) {
            return one.value == secret.value && one.retired == secret.retired;
        });
    };
    for (const Endpoint& endpoint : endpoints) {
        for (const SigningSecret& secret : endpoint.secrets) {
            const bool isWrong = wrong == WrongSecret::Retired
                                     ? endpoint.name == own->name && secret.retired && !secret.value.isEmpty()
                                     : endpoint.name != own->name && secret.isUsable() && !ownHas(secret);
            if (isWrong)
                return EndpointSecret{endpoint.name, secret};
        }
    }
    return {};
}

} // namespace kaunt
