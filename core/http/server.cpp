// SPDX-License-Identifier: MIT
#include "core/http/server.h"

#include "core/freedmemory.h"
#include "core/http/connection.h"
#include "core/http/customer.h"
#include "core/http/handshaketurns.h"
#include "core/http/placequeue.h"
#include "core/http/responsewriter.h"
#include "core/http/socketpoll.h"
#include "core/http/tcpstream.h"
#include "core/http/tlsstream.h"

#include <QDeadlineTimer>
#include <QHash>
#include <QSet>
#include <QSocketNotifier>
#include <QTimer>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <sys/socket.h>
#include <utility>

namespace kaunt::http {

namespace {

constexpr int mostAcceptedInTurn = 16;
constexpr std::chrono::milliseconds acceptPause{200}; // until there may be descriptors again
// The system gets back then what many large bodies took: it takes some milliseconds, and nobody should wait for it.
constexpr std::chrono::milliseconds calmTime{2'000};

} // namespace

struct Server::Private {
    Limits limits;
    std::shared_ptr<const tls::ServerContext> tls;
    HeadCheck headCheck;
    Handler handler;
    Unbounded isUnbounded;
    SocketPoll* poll = nullptr; ///< child of the server
    QString pollError;          ///< why it could not be opened
    QSet<Connection*> connections;
    QSet<Connection*> turnedAway; ///< those that only get their 503
    QHash<QHostAddress, int> perCustomer;
    PlaceQueue waiting;
    QTimer* waitingTime = nullptr;   ///< child of the server; runs while any wait
    bool isTakingIn = false;         ///< some of them, in a turn to come
    HandshakeTurns* turns = nullptr; ///< child of the server
    QTimer* calm = nullptr;          ///< child of the server; runs out once no large body has gone for a while
    int looks = 0;                   ///< in this turn, for connections whose peers are gone
    bool draining = false;
    QSocketNotifier* listening = nullptr; ///< child of the server, while it listens

    [[nodiscard]] bool hasOwnRoom(const QHostAddress& customer) const
    {
        return perCustomer.value(customer) < limits.maxConnectionsPerPeer || (isUnbounded && isUnbounded(customer));
    }
    [[nodiscard]] bool hasRoomFor(const QHostAddress& customer) const
    {
        return connections.size() < limits.maxConnections && hasOwnRoom(customer);
    }
    void lookAtThoseOf(const QHostAddress& customer) const;
    /// Of those whose place this customer could have; null where none has been idle for long enough.
    [[nodiscard]] Connection* longestIdle(const QHostAddress& customer) const;
    /// Likewise; null where none is.
    [[nodiscard]] Connection* forsaken(const QHostAddress& customer) const;
    /// Null where there is no memory for it.
    [[nodiscard]] std::unique_ptr<Stream> wrapped(Arrival arrival, Server& server) const;
    void forget(Connection* connection);
};

std::unique_ptr<Stream> Server::Private::wrapped(Arrival arrival, Server& server) const
{
    if (!arrival.tls)
        return std::move(arrival.socket);
    tls::ConnectionPointer connection = arrival.tls->makeConnection();
    if (!connection)
        return nullptr;
    const QHostAddress peer = arrival.socket->peer();
    auto stream = std::make_unique<TlsStream>(std::move(arrival.socket), std::move(connection), *turns);
    connect(stream.get(), &TlsStream::handshakeFailed, &server,
            [&server, peer](tls::HandshakeFailure failure) { Q_EMIT server.handshakeFailed(peer, failure); });
    return stream;
}

void Server::Private::lookAtThoseOf(const QHostAddress& customer) const
{
    const QSet<Connection*> all = connections;
    for (Connection* connection : all) {
        if (connection->customer() == customer)
            connection->look();
    }
}

Connection* Server::Private::longestIdle(const QHostAddress& customer) const
{
    // Who has just connected, or was just answered, is about to go on; who has been still for long has gone to sleep.
    constexpr int shareOfIdleTime = 6;
    const qint64 shortest = std::chrono::nanoseconds(limits.idleTimeout).count() / shareOfIdleTime;
    const bool isOwn = !hasOwnRoom(customer);
    Connection* found = nullptr;
    qint64 foundSince = QDeadlineTimer::current().deadlineNSecs() - shortest;
    for (Connection* connection : connections) {
        const std::optional<qint64> since = connection->idleSince();
        if (since && *since < foundSince && (!isOwn || connection->customer() == customer)) {
            found = connection;
            foundSince = *since;
        }
    }
    return found;
}

Connection* Server::Private::forsaken(const QHostAddress& customer) const
{
    const bool isOwn = !hasOwnRoom(customer);
    const auto found =
        std::find_if(connections.cbegin(), connections.cend(), [&customer, isOwn](const Connection* one) {
            return (!isOwn || one->customer() == customer) && one->isForsaken();
        });
    return found == connections.cend() ? nullptr : *found;
}

void Server::Private::forget(Connection* connection)
{
    connection->deleteLater();
    if (turnedAway.remove(connection) || !connections.remove(connection))
        return;
    if (--perCustomer[connection->customer()] <= 0)
        perCustomer.remove(connection->customer());
}

Server::Server(Limits limits, HeadCheck headCheck, Handler handler, QObject* parent)
    : QTcpServer(parent)
    , d(std::make_unique<Private>())
{
    d->limits = limits;
    d->headCheck = std::move(headCheck);
    d->handler = std::move(handler);
    setListenBacklogSize(SOMAXCONN);
    d->poll = new SocketPoll(this);
    d->turns = new HandshakeTurns(this);
    d->calm = new QTimer(this);
    d->calm->setSingleShot(true);
    d->calm->setInterval(calmTime);
    connect(d->calm, &QTimer::timeout, this, &giveBackFreedMemory);
    d->waitingTime = new QTimer(this);
    d->waitingTime->setSingleShot(true);
    connect(d->waitingTime, &QTimer::timeout, this, &Server::turnAwayLate);
}

Server::~Server()
{
    close();
    // While the callbacks they hold are still there.
    qDeleteAll(std::exchange(d->connections, {}));
    qDeleteAll(std::exchange(d->turnedAway, {}));
}

bool Server::listen(const QHostAddress& address, quint16 port)
{
    d->pollError.clear();
    if (!QTcpServer::listen(address, port))
        return false;
    if (!d->poll->open()) {
        d->pollError = qt_error_string(errno);
        QTcpServer::close();
        return false;
    }
    pauseAccepting(); // there is one notifier for a socket
    d->listening = new QSocketNotifier(socketDescriptor(), QSocketNotifier::Read, this);
    connect(d->listening, &QSocketNotifier::activated, this, &Server::acceptSome);
    return true;
}

QString Server::errorString() const
{
    return d->pollError.isEmpty() ? QTcpServer::errorString() : d->pollError;
}

void Server::close()
{
    if (QSocketNotifier* listening = std::exchange(d->listening, nullptr)) {
        listening->setEnabled(false);
        listening->deleteLater(); // it may be what calls
    }
    QTcpServer::close();
}

void Server::setLimits(const Limits& limits)
{
    d->limits = limits;
}

void Server::setTls(std::shared_ptr<const tls::ServerContext> context)
{
    d->tls = std::move(context);
}

void Server::setUnbounded(Unbounded isUnbounded)
{
    d->isUnbounded = std::move(isUnbounded);
}

void Server::admitWaiting(const QHostAddress& peer)
{
    const bool isAwaited = !d->waiting.isEmpty() && d->waiting.hasOf(customerOf(peer));
    // Not at once: the one who calls may be in the middle of what a request of theirs would change.
    if (isAwaited && !std::exchange(d->isTakingIn, true))
        QMetaObject::invokeMethod(this, &Server::takeInWaiting, Qt::QueuedConnection);
}

void Server::endConnections()
{
    while (std::optional<Arrival> waiting = d->waiting.takeAny())
        turnAway(std::move(*waiting));
    const QSet<Connection*> connections = d->connections;
    for (Connection* connection : connections)
        connection->drain();
}

/// Closing would reset those that wait, though they may have sent all they want. A flood can't hold the end up.
void Server::acceptThoseWaiting()
{
    int turns = 0;
    while (turns <= d->limits.maxConnections / mostAcceptedInTurn && acceptSome())
        ++turns;
}

void Server::drain()
{
    acceptThoseWaiting();
    close();
    d->draining = true;
    const bool isEmpty = d->connections.isEmpty();
    endConnections();
    if (isEmpty)
        QMetaObject::invokeMethod(this, &Server::drained, Qt::QueuedConnection);
}

int Server::connectionCount() const
{
    return static_cast<int>(d->connections.size());
}

/// Whether anybody may still wait. QTcpServer accepts for as long as somebody does, and meanwhile nobody is answered
/// and nothing that was closed is taken off the count. Where there are no descriptors it would try all the time: its
/// socket engine keeps the first error, that nobody waited any more, for all that follow.
bool Server::acceptSome()
{
    d->looks = 0;
    for (int tries = 0; d->listening && tries < mostAcceptedInTurn; ++tries) {
        const int accepted = ::accept4(static_cast<int>(socketDescriptor()), nullptr, nullptr, SOCK_CLOEXEC);
        if (accepted >= 0) {
            incomingConnection(accepted);
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            return false;
        } else if (errno != EINTR && errno != ECONNABORTED) {
            d->listening->setEnabled(false);
            QTimer::singleShot(acceptPause, d->listening, [listening = d->listening] { listening->setEnabled(true); });
            return false;
        }
    }
    return d->listening != nullptr;
}

/// What the peer has closed itself may not have been told of yet. A flood of one can't have us do nothing else.
bool Server::findRoomFor(const QHostAddress& customer)
{
    constexpr int mostLooks = 4;
    if (d->hasRoomFor(customer))
        return true;
    const bool mayLook = ++d->looks <= mostLooks;
    if (mayLook)
        d->lookAtThoseOf(customer);
    while (!d->hasRoomFor(customer)) {
        Connection* leaving = d->longestIdle(customer);
        if (!leaving && mayLook)
            leaving = d->forsaken(customer);
        if (!leaving)
            return false;
        leaving->giveUpPlace(); // or it has a request by now, and another one is the longest idle
    }
    return true;
}

Connection* Server::connectionOf(Arrival arrival)
{
    std::unique_ptr<Stream> stream = d->wrapped(std::move(arrival), *this);
    if (!stream)
        return nullptr;
    auto* connection = new Connection(stream.release(), d->limits, d->headCheck, d->handler, this);
    connect(connection, &Connection::unreadable, this,
            [this, connection](const UnreadableRequest& request) { Q_EMIT unreadable(connection->peer(), request); });
    connect(connection, &Connection::heldMuch, d->calm, qOverload<>(&QTimer::start));
    connect(connection, &Connection::closed, this, [this, connection] {
        const bool wasServed = d->connections.contains(connection);
        d->forget(connection);
        if (wasServed)
            admitWaiting(connection->customer()); // one of them has its place
        if (d->draining && wasServed && d->connections.isEmpty())
            QMetaObject::invokeMethod(this, &Server::drained, Qt::QueuedConnection);
    });
    return connection;
}

/// It has a place, and is to be started; null where there is none, or no memory for it.
Connection* Server::takeIn(std::optional<Arrival> arrival)
{
    Connection* connection = arrival ? connectionOf(std::move(*arrival)) : nullptr;
    if (!connection)
        return nullptr;
    d->connections.insert(connection);
    ++d->perCustomer[connection->customer()];
    return connection;
}

void Server::turnAway(Arrival arrival)
{
    constexpr qsizetype maxTurnedAway = 256;
    Q_EMIT turnedAway(arrival.socket->peer());
    if (d->turnedAway.size() >= maxTurnedAway)
        return;
    if (Connection* connection = connectionOf(std::move(arrival))) {
        d->turnedAway.insert(connection);
        connection->turnAway(refusal(503));
    }
}

/// After one of this customer has come.
void Server::makeWay(const QHostAddress& customer)
{
    while (d->connections.size() + d->waiting.size() > d->limits.maxConnections) {
        std::optional<Arrival> leaving = d->waiting.takeLastOfMost(customer);
        if (!leaving)
            return;
        turnAway(std::move(*leaving));
    }
}

void Server::turnAwayLate()
{
    while (std::optional<Arrival> late = d->waiting.takeLate())
        turnAway(std::move(*late));
    if (!d->waiting.isEmpty())
        d->waitingTime->start(d->waiting.timeLeft());
}

void Server::takeInWaiting()
{
    d->isTakingIn = false;
    const auto mayComeIn = [this](const QHostAddress& customer) { return d->hasRoomFor(customer); };
    while (Connection* next = takeIn(d->waiting.takeFirst(mayComeIn)))
        next->start();
}

/// Each is at the end of those that wait of its customer, who have what room there is in their order.
void Server::incomingConnection(qintptr socketDescriptor)
{
    Arrival arrival{std::make_unique<TcpStream>(static_cast<int>(socketDescriptor), *d->poll), d->tls};
    const QHostAddress customer = customerOf(arrival.socket->peer());
    d->waiting.add(std::move(arrival), customer, d->limits.placeWait);
    Connection* next = findRoomFor(customer) ? takeIn(d->waiting.takeFirstOf(customer)) : nullptr;
    makeWay(customer);
    if (!d->waiting.isEmpty() && !d->waitingTime->isActive())
        d->waitingTime->start(d->limits.placeWait);
    if (next)
        next->start();
}

} // namespace kaunt::http
