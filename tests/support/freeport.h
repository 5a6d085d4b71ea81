// SPDX-License-Identifier: MIT
#pragma once

#include <QRandomGenerator>
#include <QTcpServer>

namespace kaunt::test {

/// A TCP port that was free a moment ago, for who has to know it before it is listened on. It is none of those that the
/// system gives out by itself (ip(7), ip_local_port_range), as it does to other servers and to each connection: by
/// those, one may be gone by then. 0 where there is none.
[[nodiscard]] inline quint16 freePort()
{
    constexpr int first = 20'000;
    constexpr int givenOut = 32'768;
    constexpr int mostTries = 1'000;
    for (int tries = 0; tries < mostTries; ++tries) {
        const auto port = static_cast<quint16>(QRandomGenerator::global()->bounded(first, givenOut));
        if (QTcpServer().listen(QHostAddress(QHostAddress::Any), port))
            return port;
    }
    return 0;
}

} // namespace kaunt::test
