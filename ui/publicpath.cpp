// SPDX-License-Identifier: MIT
#include "ui/publicpath.h"

#include "core/receiver/endpointrouter.h"
#include "core/session/monitorsession.h"
#include "core/session/sessiontunnel.h"
#include "ui/pathtestdialog.h"
#include "ui/statebar.h"
#include "ui/tunneldialog.h"

#include <algorithm>

namespace kaunt {

PublicPath::PublicPath(MonitorSession& session, StateBar& stateBar, const WindowState& state, QWidget* page)
    : QObject(page)
    , m_session(session)
    , m_stateBar(stateBar)
    , m_state(state)
    , m_page(page)
{
    connect(&session.tunnel(), &SessionTunnel::stateChanged, this, &PublicPath::showTunnel);
    connect(&session, &MonitorSession::settingsChanged, this, &PublicPath::showTunnel);
    connect(&stateBar, &StateBar::tunnelRequested, this, &PublicPath::openTunnel);
    showTunnel();
}

void PublicPath::showTunnel()
{
    const SessionTunnel& tunnel = m_session.tunnel();
    const QList<ListeningEndpoint> endpoints = tunnel.publicEndpoints();
    m_stateBar.showTunnel(tunnel.state(), endpoints.isEmpty() ? QUrl() : endpoints.constFirst().url);
}

void PublicPath::openTunnel()
{
    auto* dialog = new TunnelDialog(m_session, m_state.tunnelPlan(), m_page);
    connect(dialog, &TunnelDialog::planUsed, this, [this](const TunnelPlan& plan) { m_state.setTunnelPlan(plan); });
    connect(dialog, &TunnelDialog::pathTestRequested, this,
            [this, dialog](const QString& endpoint) { openPathTest(endpoint, dialog); });
    dialog->open();
}

void PublicPath::openPathTest()
{
    openPathTest(m_session.settings().receiver.endpoints.value(0).name, m_page);
}

void PublicPath::openPathTest(const QString& endpoint, QWidget* parent)
{
    QList<ListeningEndpoint> reached = m_session.tunnel().publicEndpoints();
    if (reached.isEmpty())
        reached = m_session.endpoints();
    const auto chosen = std::find_if(reached.cbegin(), reached.cend(),
                                     [&endpoint](const ListeningEndpoint& one) { return one.name == endpoint; });
    PathTestDialog::Source source{m_session.dataDirectory(),
                                  chosen == reached.cend() ? receiverUrl(m_session.settings().receiver) : chosen->url,
                                  m_session.signingSecret(endpoint),
                                  {}};
    if (const auto served = m_session.certificate())
        source.trustedFingerprint = served->certificate.fingerprint;
    (new PathTestDialog(source, m_session.clock(), parent))->open();
}

} // namespace kaunt
