// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/webhook/signature.h"

#include <QHash>
#include <QHostAddress>
#include <QSet>

namespace kaunt {

/// How many refused deliveries each peer sent of late, so that one who found the URL is turned away before he fills the
/// log. An address that the first delivery of an event came from, in this run or of late in an earlier one, is never
/// turned away: behind a tunnel or a proxy all peers have one address. A repeat proves nothing, as whoever has seen a
/// delivery can send it again. Of IPv6 the /64 counts, which is what one customer has.
/// Counts by the minute: who sent more than the bound in one is turned away in the rest of it and in all of the next.
/// Memory is bounded; addresses that find no place are counted together. A plain value but for the clock, which must
/// outlive it; one thread.
class RefusalRate {
public:
    static constexpr int maxPeers = 4'096;
    static constexpr int maxVerifiedPeers = 4'096;

    explicit RefusalRate(const Clock& clock);

    /// Of refused deliveries in a minute and from one peer; 0 means: no bound. What was counted stays.
    void setMaxPerMinute(int count) { m_maxPerMinute = count; }

    /// Counts a delivery of this verdict from the peer, and says whether it is taken. To be called once for each, after
    /// its signature was checked: what Kaunt sends is taken from wherever a stranger was busy before.
    [[nodiscard]] bool admits(Verdict verdict, const QHostAddress& peer);
    /// The first delivery of an event came from there.
    void addVerified(const QHostAddress& peer);
    [[nodiscard]] bool isVerified(const QHostAddress& peer) const;
    /// After so many whole seconds one who was turned away just now is taken again, if he sends none meanwhile.
    [[nodiscard]] int secondsLeft(const QHostAddress& peer) const;

private:
    /// Counts one more of this peer. False where that is one too many.
    [[nodiscard]] bool addRefused(const QHostAddress& peer);
    void turnMinute();
    /// What this peer is counted by.
    [[nodiscard]] QHostAddress placeOf(const QHostAddress& peer) const;

    const Clock& m_clock;
    int m_maxPerMinute = 0;
    qint64 m_minute = 0;
    QHash<QHostAddress, int> m_refused;  ///< in this minute
    QSet<QHostAddress> m_overLastMinute; ///< who went over the bound in the minute before
    QSet<QHostAddress> m_verified;
    QHostAddress m_lastVerified; ///< mostly that of the next one, too
};

} // namespace kaunt
