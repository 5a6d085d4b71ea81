// SPDX-License-Identifier: MIT
#include "tests/core/http/rawpeer.h"

#include <sys/socket.h>

namespace kaunt::test {

RawPeer::RawPeer(quint16 port, const QHostAddress& address, const QHostAddress& from)
{
    if (!from.isNull())
        m_socket.bind(from);
    m_socket.connectToHost(address, port);
    m_socket.waitForConnected();
}

void RawPeer::send(const QByteArray& bytes)
{
    m_socket.write(bytes);
    m_socket.flush();
}

void RawPeer::finishSending()
{
    ::shutdown(static_cast<int>(m_socket.socketDescriptor()), SHUT_WR);
}

QByteArray RawPeer::received()
{
    m_received += m_socket.readAll();
    return m_received;
}

QList<int> RawPeer::statuses()
{
    QList<int> found;
    const QByteArray all = received();
    for (auto at = all.indexOf("HTTP/1.1 "); at >= 0; at = all.indexOf("HTTP/1.1 ", at + 1)) {
        const int status = all.mid(at + 9, 3).toInt();
        if (status >= 200)
            found.append(status);
    }
    return found;
}

} // namespace kaunt::test
