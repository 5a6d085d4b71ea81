// SPDX-License-Identifier: MIT
#include "ui/publicpath.h"

#include "core/receiver/endpointrouter.h"
#include "core/secrets/settingssecrets.h"
#include "core/session/monitorsession.h"
#include "core/session/sessiontunnel.h"
#include "ui/pathtestdialog.h"
#include "ui/statebar.h"
#include "ui/tunneldialog.h"

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
    connect(dialog, &TunnelDialog::pathTestRequested, this, &PublicPath::openPathTest);
    dialog->open();
}

void PublicPath::openPathTest()
{
    QList<ListeningEndpoint> reached = m_session.tunnel().publicEndpoints();
    if (reached.isEmpty())
        reached = m_session.endpoints();
    const QList<SigningSecret> secrets = usableSecrets(m_session.settings());
    PathTestDialog::Source source{m_session.dataDirectory(),
                                  reached.isEmpty() ? receiverUrl(m_session.settings().receiver)
                                                    : reached.constFirst().url,
                                  secrets.isEmpty() ? QByteArray() : secrets.constFirst().value,
                                  {}};
    if (const auto served = m_session.certificate())
        source.trustedFingerprint = served->certificate.fingerprint;
    (new PathTestDialog(source, m_session.clock(), m_page))->open();
}

} // namespace kaunt
