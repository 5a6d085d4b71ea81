// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/receiver/rarenotice.h"

#include <QHostAddress>
#include <QMetaType>
#include <QObject>

#include <chrono>

namespace kaunt {

/// What was turned away for one reason since the program started, without a row in the log: how often, and the last
/// one. A plain value.
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

/// Counts them and tells once in a while. Lives in the receiver's thread.
class TurnAwayTally final : public QObject {
    Q_OBJECT

public:
    TurnAwayTally(TurnedAway::Reason reason, const Clock& clock, QObject* parent = nullptr,
                  std::chrono::milliseconds pause = std::chrono::seconds(10));

    void add(const QHostAddress& peer);

Q_SIGNALS:
    /// As RareNotice paces it, with what was counted so far.
    void told(const kaunt::TurnedAway& turnedAway);

private:
    const Clock& m_clock;
    TurnedAway m_turnedAway;
    RareNotice m_notice;
};

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::TurnedAway)
