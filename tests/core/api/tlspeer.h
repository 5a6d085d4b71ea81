// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QSslCertificate>
#include <QSslKey>
#include <QTcpServer>
#include <QUrl>

class QSslSocket;

namespace kaunt::test {

/// Answers every request over TLS with a token that is a resource too, and keeps what it could read. It is every host
/// too: as a proxy it opens a tunnel to itself.
class TlsPeer final : public QTcpServer {
public:
    TlsPeer(const QSslCertificate& certificate, const QSslKey& key, const QList<QSslCertificate>& chain = {});

    [[nodiscard]] QUrl url(const QString& host) const
    {
        return QUrl(QStringLiteral("https://%1:%2").arg(host).arg(serverPort()));
    }

    QByteArray received;
    QByteArray answer; ///< to all requests
    QByteArray record; ///< sent behind the answer to a GET as it is, in place of a record of TLS
    int handshakes = 0;
    bool isProxy = false;

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    static void openTunnel(QSslSocket* socket);
    void answerTo(QSslSocket* socket);

    QList<QSslCertificate> m_chain;
    QSslKey m_key;
};

} // namespace kaunt::test
