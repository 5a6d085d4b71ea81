// SPDX-License-Identifier: MIT
#pragma once

#include "tests/core/http/transport.h"

#include <QCoreApplication>
#include <QSslSocket>
#include <QTest>

#include <sys/socket.h>

namespace kaunt::test {

/// Over TLS, to a server in this thread.
class TlsTransport final : public Transport {
public:
    explicit TlsTransport(quint16 port)
    {
        m_socket.setPeerVerifyMode(QSslSocket::VerifyNone);
        m_socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
        m_isConnected = QTest::qWaitFor([this] { return m_socket.isEncrypted(); });
        m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    }

    [[nodiscard]] bool isConnected() const { return m_isConnected; }
    void send(const QByteArray& piece) override
    {
        m_socket.write(piece);
        m_socket.flush();
        QCoreApplication::processEvents(); // on loopback it is there already
    }
    /// Without close_notify, which Qt can't send alone.
    void finishSending() override { ::shutdown(static_cast<int>(m_socket.socketDescriptor()), SHUT_WR); }
    [[nodiscard]] QByteArray received() override { return m_received += m_socket.readAll(); }
    [[nodiscard]] bool isEnded() override { return m_socket.state() == QAbstractSocket::UnconnectedState; }

private:
    QSslSocket m_socket;
    QByteArray m_received;
    bool m_isConnected = false;
};

} // namespace kaunt::test
