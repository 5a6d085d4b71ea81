// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>
#include <QMetaType>

namespace kaunt {

/// What leaves no row in the log, for one reason, since the program started: how often, and the last one. A plain
/// value.
struct TurnedAway {
    enum class Reason {
        TooManyConnections, ///< 503: no place for the connection, and none that is idle
        TooManyRefused,     ///< 429: see RefusalRate
    };

    Reason reason = Reason::TooManyConnections;
    qint64 count = 0;
    qint64 lastAt = 0; ///< UTC, milliseconds since 1970
    QHostAddress peer; ///< of the last

    bool operator==(const TurnedAway&) const = default;
};

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::TurnedAway)
