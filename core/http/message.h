// SPDX-License-Identifier: MIT
#pragma once

#include "core/headerlist.h"

#include <QByteArray>
#include <QHostAddress>
#include <QString>

#include <chrono>

namespace kaunt::http {

enum class Version { Http10, Http11 };

/// A request line and header section that passed every check.
struct RequestHead {
    QByteArray method;
    QByteArray target; ///< as sent
    Version version = Version::Http11;
    HeaderList headers;

    /// The path of the target: of origin-form up to the query, of absolute-form what follows the authority (RFC 9112
    /// section 3.2). Not percent-decoded.
    [[nodiscard]] QByteArray path() const;
};

/// A whole request, as the Server hands it out.
struct Request {
    RequestHead head;
    QByteArray body; ///< transfer coding removed
    QHostAddress peer;
    QString peerText;                 ///< the same, as its connection has it for all of its requests
    std::chrono::milliseconds lay{0}; ///< so long its last bytes had come before they were read
};

/// An answer. `Content-Length`, `Date`, `Server`, `Cache-Control` and `Connection` are added when it is written.
struct Response {
    int status = 200;
    HeaderList headers;
    QByteArray body;
    bool close = false;  ///< close the connection after it
    bool isNone = false; ///< close the connection in its place

    /// A JSON body with its Content-Type.
    [[nodiscard]] static Response json(int status, const QByteArray& body);
};

} // namespace kaunt::http
