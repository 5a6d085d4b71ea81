// SPDX-License-Identifier: MIT
#include "tests/core/api/tlspeer.h"

#include "tests/core/api/fetching.h"

#include <QSslSocket>

#include <sys/socket.h>

namespace kaunt::test {

TlsPeer::TlsPeer(const QSslCertificate& certificate, const QSslKey& key, const QList<QSslCertificate>& chain)
    : answer(tokenAnswer())
    , m_chain(QList<QSslCertificate>{certificate} + chain)
    , m_key(key)
{
    listen(QHostAddress::LocalHost, 0);
}

void TlsPeer::incomingConnection(qintptr descriptor)
{
    auto* socket = new QSslSocket(this);
    socket->setSocketDescriptor(descriptor);
    socket->setLocalCertificateChain(m_chain);
    socket->setPrivateKey(m_key);
    connect(socket, &QSslSocket::encrypted, this, [this] { ++handshakes; });
    connect(socket, &QSslSocket::readyRead, this, [this, socket] {
        if (!socket->isEncrypted() && socket->peek(7) == "CONNECT") {
            openTunnel(socket);
            return;
        }
        received += socket->readAll();
        if (received.endsWith("\r\n\r\n") || received.endsWith("client_credentials"))
            answerTo(socket);
    });
    if (!isProxy)
        socket->startServerEncryption();
}

void TlsPeer::answerTo(QSslSocket* socket)
{
    socket->write(received.endsWith("client_credentials") ? tokenAnswer() : answer);
    if (record.isEmpty() || received.endsWith("client_credentials"))
        return;
    socket->flush(); // before what goes past it
    ::send(static_cast<int>(socket->socketDescriptor()), record.constData(), static_cast<size_t>(record.size()), 0);
}

void TlsPeer::openTunnel(QSslSocket* socket)
{
    constexpr qint64 headLimit = 4096;
    if (!socket->peek(headLimit).endsWith("\r\n\r\n"))
        return;
    socket->readAll();
    socket->write("HTTP/1.1 200 Connected\r\n\r\n");
    socket->startServerEncryption();
}

} // namespace kaunt::test
