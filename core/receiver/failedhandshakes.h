// SPDX-License-Identifier: MIT
#pragma once

#include "core/tls/handshakefailure.h"

#include <QHostAddress>
#include <QMetaType>

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

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::FailedHandshakes)
