// SPDX-License-Identifier: MIT
#include "core/receiver/listenerror.h"

#include "core/http/server.h"

#include <QTcpSocket>

namespace kaunt {

ListenError listenErrorOf(const http::Server& server, const QHostAddress& address, quint16 port)
{
    return listenErrorOf(server.serverError(), server.errorString(), address, port);
}

ListenError listenErrorOf(QAbstractSocket::SocketError systemError, const QString& systemText,
                          const QHostAddress& address, quint16 port)
{
    ListenError error{ListenError::Code::Other, address, port, systemText, {}, {}};
    switch (systemError) {
    case QAbstractSocket::AddressInUseError:
        error.code = ListenError::Code::PortTaken;
        error.owner = findPortOwner(address, port);
        break;
    case QAbstractSocket::SocketAddressNotAvailableError:
        error.code = ListenError::Code::AddressNotAvailable;
        break;
    case QAbstractSocket::SocketAccessError:
        error.code = ListenError::Code::NotPermitted;
        break;
    default:
        break;
    }
    return error;
}

std::optional<ListenError> missingAddress(const QHostAddress& address, quint16 port)
{
    QTcpSocket probe;
    if (probe.bind(address, 0) || probe.error() != QAbstractSocket::SocketAddressNotAvailableError)
        return std::nullopt;
    return listenErrorOf(probe.error(), probe.errorString(), address, port);
}

bool mayPass(const ListenError& error)
{
    using Code = ListenError::Code;
    return error.code == Code::PortTaken || error.code == Code::AddressNotAvailable || error.code == Code::TlsNotUsable;
}

} // namespace kaunt
