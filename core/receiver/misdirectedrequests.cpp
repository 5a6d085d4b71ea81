// SPDX-License-Identifier: MIT
#include "core/receiver/misdirectedrequests.h"

#include "core/receiver/deliveryreader.h"

namespace kaunt {

MisdirectedRequests::MisdirectedRequests(EventLog& log, const Clock& clock)
    : m_log(log)
    , m_clock(clock)
    , m_rate(clock)
{
}

void MisdirectedRequests::keep(const http::RequestHead& head, const QHostAddress& peer, int status,
                               const EndpointRouter& router)
{
    if (!m_rate.add(head.method, head.path()))
        return;
    if (const auto ticket = m_log.append(readMisdirected(head, peer, status, router, m_clock.utcMillis())))
        m_tickets.insert(*ticket);
}

QList<DeliverySummary> MisdirectedRequests::takeStored(const QList<quint64>& tickets,
                                                       const QList<DeliverySummary>& stored)
{
    QList<DeliverySummary> requests;
    if (m_tickets.isEmpty())
        return requests;
    for (qsizetype i = 0; i < stored.size(); ++i) {
        if (m_tickets.remove(tickets[i]))
            requests.append(stored[i]);
    }
    return requests;
}

} // namespace kaunt
