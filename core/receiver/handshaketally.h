// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/receiver/rarenotice.h"
#include "core/tls/handshakefailure.h"

#include <QHostAddress>
#include <QMetaType>
#include <QObject>

#include <chrono>

namespace kaunt {

/// Clients that did not get through the TLS handshake since the program started: how many, and the last one. A plain
/// value.
struct FailedHandshakes {
    qint64 count = 0;
    qint64 lastAt = 0; ///< UTC, milliseconds since 1970
    QHostAddress peer; ///< of the last
    tls::HandshakeFailure failure = tls::HandshakeFailure::Other;

    bool operator==(const FailedHandshakes&) const = default;
};

/// Counts them and tells once in a while, since strangers can make as many as they like. Lives in the receiver's
/// thread.
class HandshakeTally final : public QObject {
    Q_OBJECT

public:
    explicit HandshakeTally(const Clock& clock, QObject* parent = nullptr,
                            std::chrono::milliseconds pause = std::chrono::seconds(10));

    void add(const QHostAddress& peer, tls::HandshakeFailure failure);

Q_SIGNALS:
    /// As RareNotice paces it, with what was counted so far.
    void told(const kaunt::FailedHandshakes& failed);

private:
    const Clock& m_clock;
    FailedHandshakes m_failed;
    RareNotice m_notice;
};

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::FailedHandshakes)
