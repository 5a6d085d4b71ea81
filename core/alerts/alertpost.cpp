// SPDX-License-Identifier: MIT
#include "core/alerts/alertpost.h"

namespace kaunt {

using Reason = AlertHookFailure::Reason;

AlertPost::AlertPost(QObject* parent, std::chrono::milliseconds timeLimit)
    : QObject(parent)
    , m_timeLimit(timeLimit)
{
    connect(&m_sender, &DeliverySender::finished, this,
            [this](quint64, const SendOutcome& outcome) { takeOutcome(outcome); });
}

void AlertPost::setUrl(const QUrl& url)
{
    m_url = url;
    if (url.isEmpty())
        m_waiting.clear();
}

void AlertPost::post(const QByteArray& alert)
{
    if (m_url.isEmpty())
        return;
    if (m_waiting.size() >= mostWaiting) {
        Q_EMIT failed({AlertHookFailure::Hook::Url, Reason::QueueFull});
        return;
    }
    m_waiting.enqueue(alert);
    startNext();
}

void AlertPost::startNext()
{
    if (m_waiting.isEmpty() || m_sender.pending() > 0)
        return;
    OutgoingDelivery request;
    request.target = m_url;
    request.body = m_waiting.dequeue();
    request.headers = {{"Content-Type", "application/json"}, {"User-Agent", "kaunt-monitor/" KAUNT_VERSION}};
    request.deadline = m_timeLimit;
    m_sender.send(request);
}

void AlertPost::takeOutcome(const SendOutcome& outcome)
{
    if (outcome.isAccepted())
        Q_EMIT succeeded();
    else if (outcome.status != 0)
        Q_EMIT failed({AlertHookFailure::Hook::Url, Reason::Status, outcome.status});
    else if (outcome.isTimedOut)
        Q_EMIT failed({AlertHookFailure::Hook::Url, Reason::TimedOut});
    else
        Q_EMIT failed({AlertHookFailure::Hook::Url, Reason::NoAnswer, 0, outcome.noAnswer});
    startNext();
}

} // namespace kaunt
