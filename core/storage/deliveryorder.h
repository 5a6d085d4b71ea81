// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace kaunt {

/// What a list of deliveries is sorted by. Whatever has no value there stands last in both directions, and what is
/// equal newest first.
struct DeliveryOrder {
    enum class Key {
        Arrival,
        Verdict,
        EventType,
        Company,
        EventId,
        Attempts,
        Resource, ///< failed by status, not fetched, fetched by how long it took
        Endpoint,
        Peer,
        Status,
        Size,
        Stored,
        Tenant,
        Correlation,
        Mark,         ///< those with a mark, then those with a note alone, each by their notes
        PayloadField, ///< true and false, then numbers, then texts
    };

    Key key = Key::Arrival;
    bool isAscending = false;
    QString path = {}; ///< of PayloadField: RFC 9535, as payloadValues() takes it

    /// The order of the log itself, which nothing has to be read for.
    [[nodiscard]] bool isNewestFirst() const { return key == Key::Arrival && !isAscending; }
    bool operator==(const DeliveryOrder&) const = default;
};

} // namespace kaunt
