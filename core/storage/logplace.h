// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logdatabase.h"

#include <QString>

namespace kaunt {

/// How far somebody has got in a log who keeps that elsewhere than in the log itself. A plain value.
///
/// The log's file can be removed, salvaged or restored from a copy behind his back, and numbers are then given once
/// more: a place is of a log where that has this identity, has given the number, and has no other delivery under it. A
/// salvaged log has an identity of its own, though its numbers are kept: which was the last one may have been
/// unreadable, and resources are numbered anew.
struct LogPlace {
    QString log;           ///< the identity of the log; empty in what an earlier version has kept
    qint64 number = 0;     ///< of the last delivery that is behind him
    qint64 receivedAt = 0; ///< of that one, UTC milliseconds; 0 where it is not known

    bool operator==(const LogPlace&) const = default;
};

/// The place of a delivery; the log's beginning for 0.
[[nodiscard]] Result<LogPlace, LogError> placeOf(const LogDatabase& log, qint64 number);
/// Whether the place is one of this log. Of a place without an identity the rest alone decides.
[[nodiscard]] Result<bool, LogError> isPlaceOf(const LogDatabase& log, const LogPlace& place);

} // namespace kaunt
