// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/limits.h"
#include "core/http/message.h"
#include "core/http/responder.h"
#include "core/http/unreadablerequest.h"
#include "core/tls/handshakefailure.h"
#include "core/tls/servercontext.h"

#include <QTcpServer>

#include <functional>
#include <memory>
#include <optional>

namespace kaunt::http {

class Connection;
struct Arrival;

/// Accepts connections, owns them, reads one request at a time from each (RFC 9112) and hands it to the handler. Where
/// all places are taken, the connection that has been idle for longest makes room for a new one, unless that is less
/// than a sixth of the time that it may be; where none is, one whose peer has ended its side before it was answered.
/// One for which there is no room because its customer (customerOf()) has all that a stranger may have waits unread for
/// Limits::placeWait, as the requests of the others may show that he is none. Those that wait take only places that
/// nobody else asks for: where all are taken, the last of the customer of whom most wait gives way.
/// Serves them in turn, however fast one of them sends. Memory that large bodies took is given back once it is quiet.
/// While the process is out of descriptors, new connections wait with the system, and those that are there are served.
/// Knows nothing of webhooks. Lives in one thread, with all its connections; nothing of it may be called from another.
class Server final : public QTcpServer {
    Q_OBJECT

public:
    /// Called when a head is whole and before any of the body is read. An answer here means: do not read the body.
    using HeadCheck = std::function<std::optional<Response>(const RequestHead&, const QHostAddress& peer)>;
    /// Called with a whole request. May keep the Responder and answer later.
    using Handler = std::function<void(Request, Responder)>;

    /// Whether a customer (customerOf()) may have more places than Limits::maxConnectionsPerPeer, as it is no stranger.
    using Unbounded = std::function<bool(const QHostAddress& customer)>;

    Server(Limits limits, HeadCheck headCheck, Handler handler, QObject* parent = nullptr);
    ~Server() override;

    /// As QTcpServer's, but that it accepts by itself: see acceptSome(). Fails too where the system has no descriptor
    /// left for its SocketPoll.
    bool listen(const QHostAddress& address, quint16 port = 0);
    /// Why it does not listen, in the system's words.
    [[nodiscard]] QString errorString() const;
    void close();

    /// Takes effect for connections accepted from now on.
    void setLimits(const Limits& limits);
    /// TLS with this context for connections accepted from now on; without one, plain HTTP.
    void setTls(std::shared_ptr<const tls::ServerContext> context);
    /// Who has no bound but that of all. Called for each connection; none has where it is empty.
    void setUnbounded(Unbounded isUnbounded);
    /// This peer's customer may have no bound any more: those of his that wait come in then, in their order, in a turn
    /// to come.
    void admitWaiting(const QHostAddress& peer);
    /// Ends the connections there are as drain() does, and goes on listening.
    void endConnections();
    /// Accepts nothing that comes later, lets requests in hand be answered, closes the idle ones, turns away those that
    /// wait. `drained` follows when none is left.
    void drain();
    [[nodiscard]] int connectionCount() const; ///< of those that have a place

Q_SIGNALS:
    void drained();
    /// Nothing was read of what the peer wanted: all places were taken, or all of its own.
    void turnedAway(const QHostAddress& peer);
    /// With TLS; likewise.
    void handshakeFailed(const QHostAddress& peer, kaunt::tls::HandshakeFailure failure);
    /// A request of this peer was answered because it could not be read to its end, before the handler heard of it.
    void unreadable(const QHostAddress& peer, const kaunt::http::UnreadableRequest& request);

protected:
    void incomingConnection(qintptr socketDescriptor) override;

private:
    bool acceptSome();
    void acceptThoseWaiting();
    [[nodiscard]] bool findRoomFor(const QHostAddress& customer);
    [[nodiscard]] Connection* connectionOf(Arrival arrival);
    [[nodiscard]] Connection* takeIn(std::optional<Arrival> arrival);
    void turnAway(Arrival arrival);
    void makeWay(const QHostAddress& customer);
    void turnAwayLate();
    void takeInWaiting();

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace kaunt::http
