// SPDX-License-Identifier: MIT
#include "core/session/sessiontunnel.h"

#include "core/receiver/endpointrouter.h"
#include "core/session/sessionreceiver.h"
#include "core/tunnel/publicurl.h"

#include <utility>

namespace kaunt {

namespace {

/// Where the tunnel's program finds the receiver.
QUrl receiverRoot(const QList<ListeningEndpoint>& endpoints)
{
    if (endpoints.isEmpty())
        return {};
    QUrl url = endpoints.constFirst().url;
    url.setPath({});
    return url;
}

} // namespace

SessionTunnel::SessionTunnel(const SessionReceiver& receiver)
    : m_receiver(receiver)
{
    connect(&m_tunnel, &Tunnel::stateChanged, this, &SessionTunnel::takeState);
    connect(&m_tunnel, &Tunnel::outputGrown, this, &SessionTunnel::outputGrown);
    // After all others have heard of it: first it listens, then it is public.
    connect(&receiver, &SessionReceiver::stateChanged, this, &SessionTunnel::follow, Qt::QueuedConnection);
}

/// A URL that was told in part at first is no other.
void SessionTunnel::takeState(const TunnelState& state)
{
    Q_EMIT stateChanged(state);
    if (state.phase != TunnelState::Phase::Up)
        return;
    const QUrl before = std::exchange(m_lastUrl, state.url);
    if (!before.isEmpty() && !state.url.toString().startsWith(before.toString()))
        Q_EMIT moved(before, state.url);
}

void SessionTunnel::open(const TunnelPlan& plan, const QUrl& formerUrl)
{
    m_plan = plan;
    m_isOpen = true;
    m_lastUrl = formerUrl;
    m_root.clear();
    follow();
}

void SessionTunnel::close()
{
    m_isOpen = false;
    m_tunnel.stop();
}

void SessionTunnel::end()
{
    m_isOpen = false;
    m_tunnel.end();
}

void SessionTunnel::follow()
{
    const QUrl root = receiverRoot(m_receiver.endpoints());
    if (!m_isOpen || root.isEmpty() || root == m_root)
        return;
    m_root = root;
    m_tunnel.start(m_plan, root);
}

bool SessionTunnel::leadsToReceiver() const
{
    return !m_receiver.endpoints().isEmpty();
}

QList<ListeningEndpoint> SessionTunnel::publicEndpoints() const
{
    if (state().phase != TunnelState::Phase::Up)
        return {};
    QList<ListeningEndpoint> endpoints;
    const EndpointRouter router(m_receiver.settings().endpoints); // there is one while nothing listens, too
    for (const ListeningEndpoint& endpoint : router.urls(QHostAddress(QHostAddress::LocalHost), defaultReceiverPort))
        endpoints.append({endpoint.name, publicEndpointUrl(state().url, endpoint.url), QHostAddress()});
    return endpoints;
}

} // namespace kaunt
