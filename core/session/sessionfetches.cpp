// SPDX-License-Identifier: MIT
#include "core/session/sessionfetches.h"

#include "core/storage/eventlog.h"

#include <utility>

namespace kaunt {

SessionFetches::SessionFetches(EventLog& log, const Clock& clock)
    : m_log(log)
    , m_clock(clock)
    , m_fetcher(clock)
{
}

FetchJob* SessionFetches::fetch(const DeliverySummary& delivery, bool isAllowed)
{
    if (FetchJob* job = running(delivery.number))
        return job;
    const DeliverySummary asked = isAllowed ? delivery : DeliverySummary();
    const WebhookEvent* event = fetchableEvent(asked);
    FetchJob* job = m_fetcher.fetch(asked);
    m_running.insert(delivery.number, job);
    connect(job, &FetchJob::finished, this,
            [this, job, number = delivery.number, isKept = event != nullptr,
             url = event ? event->url : QString()](const FetchOutcome& outcome) {
                const bool isCancelled = m_running.value(number) != job;
                if (!isCancelled)
                    m_running.remove(number);
                Q_EMIT finished(outcome);
                if (isKept && !isCancelled)
                    m_log.addResource(resourceRecord(number, url, outcome, m_clock.utcMillis()));
            });
    Q_EMIT started(delivery.number, job);
    return job;
}

void SessionFetches::cancel()
{
    const auto running = std::exchange(m_running, {});
    for (const QPointer<FetchJob>& job : running) {
        if (job)
            job->cancel();
    }
}

} // namespace kaunt
