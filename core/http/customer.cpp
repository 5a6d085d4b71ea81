// SPDX-License-Identifier: MIT
#include "core/http/customer.h"

namespace kaunt::http {

QHostAddress customerOf(const QHostAddress& peer)
{
    bool isIpv4 = false;
    const quint32 ipv4 = peer.toIPv4Address(&isIpv4);
    if (isIpv4)
        return QHostAddress(ipv4);
    Q_IPV6ADDR bytes = peer.toIPv6Address();
    constexpr int prefixBytes = 8;
    for (int at = prefixBytes; at < 16; ++at)
        bytes[at] = 0;
    return QHostAddress(bytes);
}

} // namespace kaunt::http
