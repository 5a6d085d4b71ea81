// SPDX-License-Identifier: MIT
#include "core/api/resourcefetcher.h"

#include "core/api/resourcefetch.h"
#include "core/api/tokensource.h"

#include <QNetworkAccessManager>

namespace kaunt {

ResourceRecord resourceRecord(qint64 delivery, const QString& url, const FetchOutcome& outcome, qint64 nowUtcMillis)
{
    ResourceRecord record;
    record.delivery = delivery;
    record.fetchedAt = nowUtcMillis;
    record.url = url;
    record.status = outcome.status;
    record.millis = outcome.millis;
    record.attempts = outcome.attempts;
    record.body = outcome.body;
    record.correlationId = outcome.correlationId;
    if (outcome.error) {
        record.errorStep = fetchStepCode(outcome.error->step);
        record.errorMessage = outcome.error->message;
    }
    return record;
}

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
