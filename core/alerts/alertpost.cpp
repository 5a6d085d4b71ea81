// SPDX-License-Identifier: MIT
#include "core/alerts/alertpost.h"

namespace kaunt {

using Reason = AlertHookFailure::Reason;

AlertPost::AlertPost(std::chrono::milliseconds timeLimit)
    : m_timeLimit(timeLimit)
    , m_waiting([this](const QByteArray& alert) { send(alert); })
{
    connect(&m_sender, &DeliverySender::finished, this,
            [this](quint64, const SendOutcome& outcome) { takeOutcome(outcome); });
}

void AlertPost::setUrl(const QUrl& url)
{
    m_url = url;
    m_waiting.setOpen(!url.isEmpty());
}

void AlertPost::post(const QByteArray& alert)
{
    if (!m_waiting.add(alert))
        Q_EMIT failed({AlertHookFailure::Hook::Url, Reason::QueueFull});
}

void AlertPost::send(const QByteArray& alert)
{
    OutgoingDelivery request;
    request.target = m_url;
    request.body = alert;
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
    m_waiting.takeEnd();
}

} // namespace kaunt
