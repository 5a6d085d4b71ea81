// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/http/message.h"
#include "core/receiver/endpointrouter.h"
#include "core/receiver/misdirectedrate.h"
#include "core/storage/eventlog.h"
#include "core/webhook/delivery.h"

#include <QHostAddress>
#include <QList>
#include <QSet>

namespace kaunt {

/// The way of requests that no endpoint took into the log, apart from deliveries: their answers wait for none of it,
/// and only those that are worth a row (MisdirectedRate) have one. In the receiver's thread; log and clock outlive it.
class MisdirectedRequests {
public:
    MisdirectedRequests(EventLog& log, const Clock& clock);

    /// It was answered with `status`; `router` knows which endpoint was meant, maybe. What the log has no room for is
    /// forgotten.
    void keep(const http::RequestHead& head, const QHostAddress& peer, int status, const EndpointRouter& router);
    /// Those that are among what was stored, each once; `tickets` are of the same places.
    [[nodiscard]] QList<DeliverySummary> takeStored(const QList<quint64>& tickets,
                                                    const QList<DeliverySummary>& stored);
    /// The one with this ticket, if it is one, could not be stored.
    void forget(quint64 ticket) { m_tickets.remove(ticket); }

private:
    EventLog& m_log;
    const Clock& m_clock;
    MisdirectedRate m_rate;
    QSet<quint64> m_tickets; ///< of the log, until they are stored
};

} // namespace kaunt
