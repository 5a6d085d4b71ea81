// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <chrono>

namespace kaunt::http {

/// What a peer may use up before it is turned away (contracts.md section 2). All are settings.
struct Limits {
    qsizetype maxBodyBytes = qsizetype{1} << 20;
    qsizetype maxHeaderBytes = qsizetype{32} << 10; ///< request line and header section together
    int maxHeaders = 100;
    qsizetype maxTargetBytes = qsizetype{8} << 10;
    std::chrono::milliseconds handshakeTimeout{10'000}; ///< of TLS, from the connection on
    std::chrono::milliseconds headerTimeout{10'000};
    std::chrono::milliseconds bodyTimeout{30'000};
    qint64 minBodyBytesPerSecond = 1024; ///< after bodyRateGrace
    std::chrono::milliseconds bodyRateGrace{5'000};
    std::chrono::milliseconds idleTimeout{60'000};
    std::chrono::milliseconds writeTimeout{30'000}; ///< for a peer that does not read its answers
    int maxConnections = 256;
    int maxConnectionsPerPeer = 64; ///< but for those of whom Server::setUnbounded() says otherwise
    /// So long one beyond the bound of its peer may wait for a place: longer than it takes to store a first delivery.
    std::chrono::milliseconds placeWait{1'000};

    bool operator==(const Limits&) const = default;
};

} // namespace kaunt::http
