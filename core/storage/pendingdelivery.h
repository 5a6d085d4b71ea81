// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/delivery.h"

#include <list>

namespace kaunt {

/// A delivery that waits to be written, with the ticket that append() gave for it; the time is of
/// Clock::monotonicMicros(). It brings what its rows need and what takes time to find out: that is done in the thread
/// that makes it, as all others wait for the log's one writer.
struct PendingDelivery {
    PendingDelivery(quint64 ticket, Delivery&& delivery, qint64 queuedAtMicros);

    quint64 ticket = 0;
    Delivery delivery; ///< but for its headers
    qint64 queuedAtMicros = 0;
    QByteArray bodySha256;    ///< 32 bytes
    QByteArray eventIdentity; ///< empty where it becomes no event
    QByteArray headers;       ///< as encodeHeaders() has them
};

/// In the order in which they came. Each stays where it was made, whoever has it: it is large.
using PendingDeliveries = std::list<PendingDelivery>;

} // namespace kaunt
