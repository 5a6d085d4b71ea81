// SPDX-License-Identifier: MIT
#include "core/api/resourcefetcher.h"

#include "core/api/fetchtrust.h"
#include "core/api/resourcefetch.h"
#include "core/api/tokensource.h"

namespace kaunt {

namespace {

/// Where there is a reason that can't be found in the body, what the peer says is not kept, but the reason and host
/// are: "origin-not-allowed other.example". Of an exchange that failed, what was asked for stands in front and the
/// system's words at the end: "token through-proxy proxy:3128 api.kaunt.com:443 Connection refused".
QString keptMessage(const FetchError& error)
{
    if (error.asked != FetchError::Asked::Unknown) {
        QStringList words{fetchAskedCode(error.asked), fetchReasonCode(error.reason), error.host};
        for (const QString& further : {error.behindProxy, error.message}) {
            if (!further.isEmpty())
                words.append(further);
        }
        return words.join(u' ');
    }
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

void takeExchange(FetchError& error)
{
    error.asked = fetchAskedFromCode(error.message.section(u' ', 0, 0));
    error.reason = fetchReasonFromCode(error.message.section(u' ', 1, 1));
    error.host = error.message.section(u' ', 2, 2);
    const bool isThroughProxy = error.reason == FetchError::Reason::ThroughProxy;
    error.behindProxy = isThroughProxy ? error.message.section(u' ', 3, 3) : QString();
    error.message = error.message.section(u' ', isThroughProxy ? 4 : 3);
}

bool isExchange(const FetchError& error)
{
    const bool isOfExchange = error.step == FetchError::Step::Connect || error.step == FetchError::Step::Tls ||
                              error.step == FetchError::Step::Deadline;
    return isOfExchange && fetchAskedFromCode(error.message.section(u' ', 0, 0)) != FetchError::Asked::Unknown &&
           fetchReasonFromCode(error.message.section(u' ', 1, 1)) != FetchError::Reason::None;
}

void takeReason(FetchError& error)
{
    const auto reason = fetchReasonFromCode(error.message.section(u' ', 0, 0));
    if (reason == FetchError::Reason::None || reason == FetchError::Reason::AnswerIsPage) // whose message is the page's
        return;
    error.reason = reason;
    error.host = error.message.section(u' ', 1);
    error.message.clear();
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
    const auto step = fetchStepFromCode(fetch.errorStep).value_or(FetchError::Step::Connect);
    FetchError error{step, fetch.status, fetch.correlationId, fetch.errorMessage};
    if (isExchange(error))
        takeExchange(error);
    else if (canHaveReason(error))
        takeReason(error);
    return withPage(std::move(error), fetch.body);
}

bool wasSent(const ResourceRecord& fetch)
{
    return fetch.attempts > 0 || fetch.status > 0;
}

const WebhookEvent* fetchableEvent(const DeliverySummary& delivery)
{
    return delivery.verdict == Verdict::Verified && delivery.event ? &*delivery.event : nullptr;
}

struct ResourceFetcher::Private {
    explicit Private(const Clock& time)
        : clock(time)
        , tokens(std::make_shared<TokenSource>(time))
    {
    }

    const Clock& clock;
    std::shared_ptr<TokenSource> tokens; ///< of these settings; of earlier ones as long as a fetch waits for them
    ApiSettings settings;
};

ResourceFetcher::ResourceFetcher(const Clock& clock, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(clock))
{
}

ResourceFetcher::~ResourceFetcher() = default;

void ResourceFetcher::setSettings(const ApiSettings& settings)
{
    if (settings.credentials != d->settings.credentials || settings.apiBase != d->settings.apiBase ||
        settings.caFile != d->settings.caFile)
        d->tokens = std::make_shared<TokenSource>(d->clock);
    d->settings = settings;
}

FetchJob* ResourceFetcher::fetch(const DeliverySummary& delivery)
{
    const WebhookEvent* event = fetchableEvent(delivery);
    auto* fetch = new ResourceFetch(d->tokens, d->clock, d->settings, this);
    fetch->setTls(fetchTls(d->settings.caFile)); // read each time: the file may be another one by now
    fetch->start(event ? event->url : QString(), event ? event->tenantId : QString());
    return fetch;
}

} // namespace kaunt
