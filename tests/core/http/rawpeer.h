// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QTcpSocket>

namespace kaunt::test {

/// A client that sends exactly the bytes it is told and keeps all that comes back.
class RawPeer {
public:
    explicit RawPeer(quint16 port, const QHostAddress& address = QHostAddress(QHostAddress::LocalHost),
                     const QHostAddress& from = {});

    void send(const QByteArray& bytes);
    /// Closes the sending side only.
    void finishSending();
    [[nodiscard]] QByteArray received();
    /// The status codes of all final answers so far, in order.
    [[nodiscard]] QList<int> statuses();
    [[nodiscard]] bool isClosed() const { return m_socket.state() == QAbstractSocket::UnconnectedState; }
    [[nodiscard]] QTcpSocket& socket() { return m_socket; }

private:
    QTcpSocket m_socket;
    QByteArray m_received;
};

} // namespace kaunt::test
