// SPDX-License-Identifier: MIT
#pragma once

#include "core/receiver/failedhandshakes.h"
#include "core/receiver/turnedaway.h"
#include "core/receiver/unreadabletally.h"

#include <QMetaType>
#include <QString>

#include <chrono>

namespace kaunt {

/// Something that does not stop the receiver, and that people should know of before it does harm. A plain value.
struct Concern {
    enum class Kind {
        DiskNearlyFull,        ///< `bytes` are free
        ClockWrong,            ///< ours is ahead by `off`, behind where that is negative
        NothingReceived,       ///< since `since`, though deliveries used to come every `usual` or so
        HandshakesFailed,      ///< see `handshakes`
        ConnectionsTurnedAway, ///< see `turnedAway`
        RefusalsTurnedAway,    ///< likewise
        RequestsUnreadable,    ///< see `unreadable`
        ExpiryHeld,            ///< what is too old is kept for a while: our clock is `off` ahead of the last delivery
    };

    Kind kind = Kind::DiskNearlyFull;
    qint64 bytes = 0;
    std::chrono::milliseconds off{0};
    std::chrono::milliseconds usual{0};
    qint64 since = 0;      ///< UTC milliseconds
    QString calledAs = {}; ///< the host that the last delivery was sent to; empty where it is not known
    bool byTheLog = false; ///< of ClockWrong: by what the log has of later times; else by the API's clock
    FailedHandshakes handshakes = {};
    TurnedAway turnedAway = {};
    UnreadableRequests unreadable = {};

    bool operator==(const Concern&) const = default;
};

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::Concern)
