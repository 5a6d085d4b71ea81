// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/server.h"
#include "core/receiver/listenerror.h"

#include <QObject>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace kaunt {

/// The server that listens at one place at a time, and those before it, which accept nothing more and go on until what
/// they have in hand is answered. Lives in the receiver's thread; the callbacks must outlive it.
class ListeningServer final : public QObject {
    Q_OBJECT

public:
    ListeningServer(http::Server::HeadCheck headCheck, http::Server::Handler handler, QObject* parent);
    ~ListeningServer() override; ///< closes every connection

    /// For connections from now on, wherever it listens.
    void setLimits(const http::Limits& limits);
    /// Likewise; plain HTTP with a null pointer. Where one takes the other's place, the connections there are end, once
    /// what they have in hand is answered: none goes on in the clear.
    void setTls(std::shared_ptr<const tls::ServerContext> context);
    /// See http::Server::setUnbounded(). Before the first listen(); must outlive it.
    void setUnbounded(http::Server::Unbounded isUnbounded) { m_isUnbounded = std::move(isUnbounded); }
    /// See http::Server::admitWaiting().
    void admitWaiting(const QHostAddress& peer);
    /// Goes on where it was asked for this place before. On failure it listens where it did, if that can still be had.
    [[nodiscard]] std::optional<ListenError> listen(const QHostAddress& address, quint16 port);
    [[nodiscard]] QHostAddress address() const { return m_address; } ///< as asked for
    [[nodiscard]] quint16 port() const;                              ///< the real one; 0 where it does not listen
    /// Accepts nothing more; `drained` follows, at once where there is nothing in hand.
    void stop();
    /// Whether none of those that were stopped has anything in hand.
    [[nodiscard]] bool isDrained() const { return m_retired.empty(); }

Q_SIGNALS:
    void drained(); ///< isDrained() has become true
    void turnedAway(const QHostAddress& peer);
    void unreadable(const QHostAddress& peer, const kaunt::http::UnreadableRequest& request);
    void handshakeFailed(const QHostAddress& peer, kaunt::tls::HandshakeFailure failure);

private:
    [[nodiscard]] std::unique_ptr<http::Server> makeServer();
    [[nodiscard]] std::optional<ListenError> listenAnew(const QHostAddress& address, quint16 port);
    void forget(const http::Server* retired);

    const http::Server::HeadCheck m_headCheck;
    const http::Server::Handler m_handler;
    http::Server::Unbounded m_isUnbounded;
    http::Limits m_limits;
    std::shared_ptr<const tls::ServerContext> m_tls;
    QHostAddress m_address;
    quint16 m_askedPort = 0; ///< 0 for any
    std::unique_ptr<http::Server> m_server;
    std::vector<std::unique_ptr<http::Server>> m_retired; ///< no longer listening, not yet empty
};

} // namespace kaunt
