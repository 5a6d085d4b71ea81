// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace kaunt::http {

/// A request that was answered because it could not be read to its end: malformed, cut off, too large or too slow. A
/// plain value.
struct UnreadableRequest {
    enum class Speaks {
        Http, ///< or nothing that is known
        Tls,
        ProxyProtocol, ///< of HAProxy, version 1 or 2
    };

    int status = 400;  ///< of the answer
    QByteArray target; ///< as sent; empty where the request line was not whole and right
    Speaks speaks = Speaks::Http;

    bool operator==(const UnreadableRequest&) const = default;
};

/// By the first bytes of what is no request. Pure.
[[nodiscard]] UnreadableRequest::Speaks spokenIn(QByteArrayView beginning);

} // namespace kaunt::http
