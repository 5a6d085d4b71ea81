// SPDX-License-Identifier: MIT
#include "core/api/resourcefetcher.h"

#include "core/api/resourcefetch.h"
#include "core/api/tokensource.h"

#include <QNetworkAccessManager>

namespace kaunt {

struct ResourceFetcher::Private {
    Private(QNetworkAccessManager& manager, const Clock& time)
        : network(manager)
        , clock(time)
        , tokens(manager, time)
    {
    }

    QNetworkAccessManager& network;
    const Clock& clock;
    TokenSource tokens;
    ApiSettings settings;
};

ResourceFetcher::ResourceFetcher(QNetworkAccessManager& network, const Clock& clock, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(network, clock))
{
}

ResourceFetcher::~ResourceFetcher() = default;

void ResourceFetcher::setSettings(const ApiSettings& settings)
{
    if (settings.credentials != d->settings.credentials || settings.apiBase != d->settings.apiBase)
        d->tokens.forgetAll();
    d->settings = settings;
}

FetchJob* ResourceFetcher::fetch(const QString& url, const QString& tenantId)
{
    auto* fetch = new ResourceFetch(d->network, d->tokens, d->clock, d->settings, this);
    fetch->start(url, tenantId);
    return fetch;
}

} // namespace kaunt
