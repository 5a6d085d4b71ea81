// SPDX-License-Identifier: MIT
#pragma once

#include "tests/core/http/rawpeer.h"
#include "tests/core/http/transport.h"

#include <QCoreApplication>

namespace kaunt::test {

/// Over a socket, to a server in this thread.
class TcpTransport final : public Transport {
public:
    explicit TcpTransport(quint16 port)
        : m_peer(port)
    {
        m_peer.socket().setSocketOption(QAbstractSocket::LowDelayOption, 1);
    }

    void send(const QByteArray& piece) override
    {
        m_peer.send(piece);
        QCoreApplication::processEvents(); // on loopback it is there already
    }
    void finishSending() override { m_peer.finishSending(); }
    [[nodiscard]] QByteArray received() override { return m_peer.received(); }
    [[nodiscard]] bool isEnded() override { return m_peer.isClosed(); }

private:
    RawPeer m_peer;
};

} // namespace kaunt::test
