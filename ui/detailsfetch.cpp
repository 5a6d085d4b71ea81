// SPDX-License-Identifier: MIT
#include "ui/detailsfetch.h"

#include "core/session/monitorsession.h"
#include "ui/fetchbar.h"
#include "ui/resourcepanel.h"

namespace kaunt {

DetailsFetch::DetailsFetch(MonitorSession& session, ResourcePanel& resource, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_resource(resource)
{
    connect(&resource, &ResourcePanel::cancelRequested, this, [this] {
        if (m_job)
            m_job->cancel();
    });
}

QString DetailsFetch::reasonNotToFetch(const DeliverySummary& delivery) const
{
    if (m_session.isCapture())
        return tr("Nothing is sent to Kaunt from a capture. What was fetched before it was made is shown.");
    if (const WebhookEvent* event = fetchableEvent(delivery); event && !event->url.isEmpty())
        return {};
    return delivery.verdict == Verdict::Verified ? tr("This delivery has no URL to fetch.")
                                                 : tr("What a refused delivery points at is never fetched.");
}

void DetailsFetch::start(const DeliverySummary& delivery)
{
    if (reasonNotToFetch(delivery).isEmpty())
        m_session.fetch(delivery);
}

void DetailsFetch::follow(FetchJob* job)
{
    if (m_job == job)
        return;
    if (m_job) {
        m_job->disconnect(this);
        m_job->disconnect(&m_resource.fetchBar());
    }
    m_job = job;
    if (!job)
        return;
    m_resource.showFetchRunning();
    connect(job, &FetchJob::progress, &m_resource.fetchBar(), &FetchBar::showProgress);
    connect(job, &FetchJob::retrying, &m_resource.fetchBar(), &FetchBar::showRetrying);
    connect(job, &FetchJob::finished, this, [this](const FetchOutcome& outcome) {
        m_job = nullptr;
        m_resource.showFetchEnded(outcome);
    });
}

void DetailsFetch::followRunning(qint64 delivery)
{
    follow(nullptr);
    follow(m_session.runningFetch(delivery));
}

} // namespace kaunt
