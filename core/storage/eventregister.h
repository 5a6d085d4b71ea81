// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logdatabase.h"
#include "core/webhook/delivery.h"

#include <optional>

namespace kaunt {

/// Where a delivery stands among those of its event.
struct EventPlace {
    qint64 event = 0; ///< the number of its first delivery; 0 where there is no event
    int attempt = 1;
    qint64 previous = 0;
    bool sameEvent = true; ///< as its first delivery told it
    std::optional<ResourceSummary> resource;
};

/// Knows events by their identity, across restarts: statements of the writing connection. The caller owns the
/// transaction. Lives in the writer thread.
class EventRegister {
public:
    explicit EventRegister(const LogDatabase& database);

    /// Enters a delivery of `event` under its number: as a further attempt where the event is known, else as its first.
    [[nodiscard]] Result<EventPlace, LogError> enter(const WebhookEvent& event, const QByteArray& bodySha256,
                                                     qint64 number);

private:
    [[nodiscard]] Result<EventPlace, LogError> find(const WebhookEvent& event, const QByteArray& identity);
    [[nodiscard]] Result<std::optional<ResourceSummary>, LogError> latestResource(qint64 event);

    LogStatement m_select;
    LogStatement m_insert;
    LogStatement m_update;
    LogStatement m_supersede;
    LogStatement m_latestResource;
};

} // namespace kaunt
