// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/handshaketurns.h"
#include "core/http/stream.h"
#include "core/http/tcpstream.h"
#include "core/tls/handshakefailure.h"
#include "core/tls/servercontext.h"

#include <memory>

namespace kaunt::http {

/// A Stream over TLS, the server's side. Not a QSslSocket: that can't end its own direction and go on reading, which
/// RFC 9112 section 9.6 asks for and RFC 8446 section 6.1 allows, and it reads ahead by itself. Takes from the socket
/// no more than a record at a time and only when asked, but for the handshake, which goes on by itself, in its turn.
/// Fails where the peer sends record after record without a byte for us, such as KeyUpdates: they cost us work, and
/// others their turn.
class TlsStream final : public Stream {
    Q_OBJECT

public:
    /// `connection` must be no null pointer; `turns` must outlive it.
    TlsStream(std::unique_ptr<TcpStream> socket, tls::ConnectionPointer connection, HandshakeTurns& turns,
              QObject* parent = nullptr);

    [[nodiscard]] bool isReady() const override { return m_isReady; }
    [[nodiscard]] ReadResult read(char* into, qsizetype size) override;
    void doubtSilence() override;
    void pauseReading() override;
    void write(const QByteArray& bytes) override;
    [[nodiscard]] bool isWriting() const override { return !m_early.isEmpty() || m_socket->isWriting(); }
    void finishWriting() override;
    /// With a close_notify, where the peer is still there to be told (RFC 8446 section 6.1).
    void close() override;
    void giveUp() override;
    [[nodiscard]] QHostAddress peer() const override { return m_socket->peer(); }
    [[nodiscard]] bool hasPeerEnded() const override { return m_socket->hasPeerEnded(); }
    [[nodiscard]] std::chrono::milliseconds sinceReceived() const override { return m_socket->sinceReceived(); }

Q_SIGNALS:
    /// Before `failed`, of a peer that has sent something.
    void handshakeFailed(kaunt::tls::HandshakeFailure failure);

private:
    void takeReadable();
    void askForTurn();
    void takeTurn();
    [[nodiscard]] ReadStatus handshake();
    void tellHandshakeFailed(tls::HandshakeFailure failure);
    [[nodiscard]] ReadStatus fetchRecord();
    [[nodiscard]] ReadStatus afterFailure(int result);
    void encrypt(const QByteArray& bytes);
    void sendEncrypted();
    void sayThatItEnds();

    std::unique_ptr<TcpStream> m_socket;
    tls::ConnectionPointer m_connection;
    BIO* m_received;    ///< of m_connection: encrypted, from the peer
    BIO* m_toSend;      ///< of m_connection: encrypted, to the peer
    QByteArray m_early; ///< written before the handshake was over
    int m_recordsLeft;  ///< that may still bring nothing
    HandshakeTurns& m_turns;
    bool m_hasAsked = false;  ///< for a turn
    bool m_isDoubted = false; ///< that the peer is there, which need not wait for a turn
    bool m_isReady = false;
    bool m_hasReceived = false;
    unsigned long m_error = 0; ///< of OpenSSL, of the failure; 0 where the peer left
    bool m_isFinished = false;
    bool m_hasFailed = false; ///< and may not be asked for an alert
};

} // namespace kaunt::http
