// SPDX-License-Identifier: MIT
#include "core/settings/webhookentry.h"

#include <algorithm>

namespace kaunt {

namespace {

using Place = WebhookEntry::Place;

bool isCurrent(const SigningSecret& secret)
{
    return !secret.retired;
}

void setCurrentSecret(Endpoint& endpoint, const QByteArray& value)
{
    const auto current = std::find_if(endpoint.secrets.begin(), endpoint.secrets.end(), isCurrent);
    const bool isThere = current != endpoint.secrets.end();
    if (isThere && current->value.isEmpty() && !current->isUnread())
        current->value = value;
    else if (!value.isEmpty() && (!isThere || current->value != value))
        endpoint.secrets.prepend({freeName(namesOf(endpoint.secrets), QStringLiteral("current")), value, false});
}

} // namespace

QByteArray currentSecret(const Endpoint& endpoint)
{
    const auto current = std::find_if(endpoint.secrets.cbegin(), endpoint.secrets.cend(), isCurrent);
    return current != endpoint.secrets.cend() ? current->value : QByteArray();
}

bool isBesideConnected(const QList<Endpoint>& endpoints, const QString& path)
{
    if (endpoints.isEmpty())
        return false;
    const Endpoint& first = endpoints.constFirst();
    const bool isConnected = std::any_of(first.secrets.cbegin(), first.secrets.cend(), isCurrent);
    Endpoint other;
    other.path = path;
    return isConnected && !pathFlaw({first, other}, 1);
}

QList<Endpoint> withWebhook(QList<Endpoint> endpoints, const WebhookEntry& entry, Place place)
{
    if (endpoints.isEmpty())
        endpoints.append(Endpoint{});
    if (place == Place::ItsOwn) {
        Endpoint own;
        own.name = freeName(namesOf(endpoints), QStringLiteral("webhook"));
        endpoints.append(own);
    }
    Endpoint& endpoint = endpoints[positionOf(endpoints, place)];
    endpoint.path = entry.path;
    setCurrentSecret(endpoint, entry.secret);
    return endpoints;
}

qsizetype positionOf(const QList<Endpoint>& endpoints, Place place)
{
    return place == Place::ItsOwn ? endpoints.size() - 1 : 0;
}

std::optional<SettingsFlaw> entryPathFlaw(const QList<Endpoint>& endpoints, Place place)
{
    return place == Place::ItsOwn ? pathFlaw(endpoints, positionOf(endpoints, place)) : firstPathFlaw(endpoints);
}

} // namespace kaunt
