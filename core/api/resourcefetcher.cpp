// SPDX-License-Identifier: MIT
#include "core/api/resourcefetcher.h"

#include "core/api/fetchtrust.h"
#include "core/api/resourcefetch.h"
#include "core/api/tokensource.h"

#include <QNetworkAccessManager>

namespace kaunt {

namespace {

/// Where there is a reason that can't be found in the body, what the peer says is not kept, but the reason and host
/// are.
QString keptMessage(const FetchError& error)
{
    if (error.reason == FetchError::Reason::None || error.reason == FetchError::Reason::AnswerIsPage)
        return error.message;
    const QString code = fetchReasonCode(error.reason);
    return error.host.isEmpty() ? code : code + u' ' + error.host;
}

/// Whether the error's message can be a kept reason: what a peer said must never be taken for one.
bool canHaveReason(const FetchError& error)
{
    return error.step == FetchError::Step::Url || error.step == FetchError::Step::Credentials ||
           error.step == FetchError::Step::Redirect || error.step == FetchError::Step::Tls ||
           error.step == FetchError::Step::Connect || error.step == FetchError::Step::Body ||
           (error.step == FetchError::Step::Token && error.status == 0);
}

void takeReason(FetchError& error)
{
    using Reason = FetchError::Reason;
    const QString code = error.message.section(u' ', 0, 0);
    for (const Reason reason :
         {Reason::NoUrl, Reason::SchemeNotAllowed, Reason::UserInfo, Reason::OriginNotAllowed, Reason::NoLocation,
          Reason::TooManyRedirects, Reason::AuthorityUnknown, Reason::CertificateExpired,
          Reason::CertificateNotYetValid, Reason::HostNotNamed, Reason::CaFileNotReadable, Reason::CaFileDamaged,
          Reason::CaFileWithoutCa, Reason::AnswerEmpty, Reason::AnswerTooLarge, Reason::AnswerCutShort,
          Reason::AnswerNoJson, Reason::NoClientSecret, Reason::ThroughProxy}) {
        if (fetchReasonCode(reason) != code)
            continue;
        error.reason = reason;
        error.host = error.message.section(u' ', 1);
        error.message.clear();
        return;
    }
}

} // namespace

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
        record.errorMessage = keptMessage(*outcome.error);
    }
    return record;
}

FetchError fetchError(const ResourceRecord& fetch)
{
    using Step = FetchError::Step;
    FetchError error{Step::Connect, fetch.status, fetch.correlationId, fetch.errorMessage};
    for (const Step step : {Step::Url, Step::Credentials, Step::Token, Step::Connect, Step::Tls, Step::Redirect,
                            Step::Status, Step::Body, Step::Deadline, Step::Cancelled}) {
        if (fetchStepCode(step) == fetch.errorStep)
            error.step = step;
    }
    if (canHaveReason(error))
        takeReason(error);
    return withPage(std::move(error), fetch.body);
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
    QList<QSslCertificate> authorities; ///< that were trusted last
    int running = 0;

    void trust(const QSslConfiguration& tls);
};

/// Qt keeps a connection with whom it trusted when it was made, and takes it for the next request to that host.
void ResourceFetcher::Private::trust(const QSslConfiguration& tls)
{
    tokens.setTls(tls);
    if (running == 0 && authorities != tls.caCertificates())
        network.clearConnectionCache();
    authorities = tls.caCertificates();
}

ResourceFetcher::ResourceFetcher(QNetworkAccessManager& network, const Clock& clock, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(network, clock))
{
}

ResourceFetcher::~ResourceFetcher() = default;

void ResourceFetcher::setSettings(const ApiSettings& settings)
{
    if (settings.credentials != d->settings.credentials || settings.apiBase != d->settings.apiBase ||
        settings.caFile != d->settings.caFile)
        d->tokens.forgetAll();
    d->tokens.setTimeLimit(settings.tokenTimeLimit);
    d->settings = settings;
}

FetchJob* ResourceFetcher::fetch(const QString& url, const QString& tenantId)
{
    auto* fetch = new ResourceFetch(d->network, d->tokens, d->clock, d->settings, this);
    // Read each time: the file may be another one by now.
    const auto tls = fetchTls(d->settings.caFile);
    if (tls)
        d->trust(*tls);
    fetch->setTls(tls);
    ++d->running;
    connect(fetch, &FetchJob::finished, this, [this] { --d->running; });
    fetch->start(url, tenantId);
    return fetch;
}

} // namespace kaunt
