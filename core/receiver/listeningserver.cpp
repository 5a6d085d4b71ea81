// SPDX-License-Identifier: MIT
#include "core/receiver/listeningserver.h"

#include <algorithm>
#include <utility>

namespace kaunt {

ListeningServer::ListeningServer(http::Server::HeadCheck headCheck, http::Server::Handler handler, QObject* parent)
    : QObject(parent)
    , m_headCheck(std::move(headCheck))
    , m_handler(std::move(handler))
{
}

ListeningServer::~ListeningServer() = default;

std::unique_ptr<http::Server> ListeningServer::makeServer()
{
    auto made = std::make_unique<http::Server>(m_limits, m_headCheck, m_handler);
    made->setTls(m_tls);
    made->setUnbounded(m_isUnbounded);
    connect(made.get(), &http::Server::turnedAway, this, &ListeningServer::turnedAway);
    connect(made.get(), &http::Server::unreadable, this, &ListeningServer::unreadable);
    connect(made.get(), &http::Server::handshakeFailed, this, &ListeningServer::handshakeFailed);
    connect(made.get(), &http::Server::drained, this, [this, retired = made.get()] { forget(retired); });
    return made;
}

void ListeningServer::setLimits(const http::Limits& limits)
{
    m_limits = limits;
    if (m_server)
        m_server->setLimits(limits);
}

void ListeningServer::setTls(std::shared_ptr<const tls::ServerContext> context)
{
    const bool isOtherScheme = (m_tls == nullptr) != (context == nullptr);
    m_tls = std::move(context);
    if (!m_server)
        return;
    m_server->setTls(m_tls);
    if (isOtherScheme)
        m_server->endConnections();
}

void ListeningServer::admitWaiting(const QHostAddress& peer)
{
    if (m_server)
        m_server->admitWaiting(peer);
}

std::optional<ListenError> ListeningServer::listen(const QHostAddress& address, quint16 port)
{
    if (m_server && m_address == address && m_askedPort == port)
        return std::nullopt;
    if (auto error = listenAnew(address, port))
        return error;
    m_address = address;
    m_askedPort = port;
    return std::nullopt;
}

std::optional<ListenError> ListeningServer::listenAnew(const QHostAddress& address, quint16 port)
{
    const quint16 oldPort = m_server ? m_server->serverPort() : 0;
    const QHostAddress oldAddress = m_server ? m_server->serverAddress() : QHostAddress();
    // One port can't be listened on at an address and at all addresses at once.
    const bool samePort = m_server && port == oldPort;
    if (samePort)
        m_server->close();
    auto made = makeServer();
    if (!made->listen(address, port)) {
        const ListenError error = listenErrorOf(*made, address, port);
        if (samePort && !m_server->listen(oldAddress, oldPort))
            stop();
        return error;
    }
    stop();
    m_server = std::move(made);
    return std::nullopt;
}

quint16 ListeningServer::port() const
{
    return m_server ? m_server->serverPort() : quint16(0);
}

void ListeningServer::stop()
{
    if (!m_server)
        return;
    m_retired.push_back(std::move(m_server));
    m_retired.back()->drain();
}

void ListeningServer::forget(const http::Server* retired)
{
    const auto found =
        std::find_if(m_retired.begin(), m_retired.end(), [retired](const auto& each) { return each.get() == retired; });
    if (found == m_retired.end())
        return;
    found->release()->deleteLater(); // it is just telling us
    m_retired.erase(found);
    if (isDrained())
        Q_EMIT drained();
}

} // namespace kaunt
