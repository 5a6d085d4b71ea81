// SPDX-License-Identifier: MIT
#include "core/http/unreadablerequest.h"

namespace kaunt::http {

UnreadableRequest::Speaks spokenIn(QByteArrayView beginning)
{
    constexpr QByteArrayView tlsHandshake("\x16\x03");         // RFC 8446 section 5.1
    constexpr QByteArrayView proxyVersion2("\0\r\nQUIT\n", 8); // behind two empty lines, which are skipped
    if (beginning.startsWith(tlsHandshake))
        return UnreadableRequest::Speaks::Tls;
    if (beginning.startsWith("PROXY ") || beginning.startsWith(proxyVersion2))
        return UnreadableRequest::Speaks::ProxyProtocol;
    return UnreadableRequest::Speaks::Http;
}

} // namespace kaunt::http
