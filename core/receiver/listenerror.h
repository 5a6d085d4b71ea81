// SPDX-License-Identifier: MIT
#pragma once

#include "core/receiver/portowner.h"
#include "core/receiver/receivertls.h"

#include <QAbstractSocket>
#include <QHostAddress>
#include <QString>

#include <optional>

namespace kaunt {

namespace http {
class Server;
} // namespace http

/// Why the receiver does not listen as it should.
struct ListenError {
    enum class Code { PortTaken, AddressNotAvailable, NotPermitted, TlsNotUsable, Other };

    Code code = Code::Other;
    QHostAddress address;
    quint16 port = 0;
    QString systemText;                         ///< the system's own words, for the log; never the whole message
    std::optional<PortOwner> owner;             ///< of a taken port, where it can be known
    std::optional<tls::IdentityError> tls = {}; ///< of TlsNotUsable

    bool operator==(const ListenError&) const = default;
};

/// Whether it may be over without another setting: the port is left, the network comes up, the files are mended.
[[nodiscard]] bool mayPass(const ListenError& error);

/// Of a server that could not listen there.
[[nodiscard]] ListenError listenErrorOf(const http::Server& server, const QHostAddress& address, quint16 port);
/// The same by what its serverError() and errorString() said.
[[nodiscard]] ListenError listenErrorOf(QAbstractSocket::SocketError systemError, const QString& systemText,
                                        const QHostAddress& address, quint16 port);

/// Where this machine has no such address, or no more: what listening there would fail for. Asks the system.
[[nodiscard]] std::optional<ListenError> missingAddress(const QHostAddress& address, quint16 port);

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::ListenError)
