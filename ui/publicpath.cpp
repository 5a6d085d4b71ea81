// SPDX-License-Identifier: MIT
#include "ui/publicpath.h"

#include "core/session/monitorsession.h"
#include "core/session/sessiontunnel.h"
#include "core/session/testevent.h"
#include "core/urltext.h"
#include "ui/pathtestdialog.h"
#include "ui/statebanners.h"
#include "ui/tunneldialog.h"
#include "ui/tunnelsentences.h"
#include "ui/windowplace.h"

#include <algorithm>

namespace kaunt {

PublicPath::PublicPath(MonitorSession& session, StateBanners& banners, const WindowState& state, QWidget* page)
    : QObject(page)
    , m_session(session)
    , m_banners(banners)
    , m_state(state)
    , m_page(page)
{
    connect(&session.tunnel(), &SessionTunnel::stateChanged, this, &PublicPath::showTunnel);
    connect(&session.tunnel(), &SessionTunnel::moved, this, [this](const QUrl& before, const QUrl& now) {
        m_banners.showProblem(movedSentence(before, now, m_session.clock().utcMillis()));
    });
    connect(&session, &MonitorSession::settingsChanged, this, &PublicPath::showTunnel);
    connect(&session, &MonitorSession::certificateServed, this, &PublicPath::tellFingerprint);
    connect(&session, &MonitorSession::receiverStateChanged, this, &PublicPath::tellFingerprint);
    connect(&banners, &StateBanners::tunnelRequested, this, &PublicPath::openTunnel);
    showTunnel();
}

void PublicPath::showTunnel()
{
    const SessionTunnel& tunnel = m_session.tunnel();
    const QList<ListeningEndpoint> endpoints = tunnel.publicEndpoints();
    m_banners.showTunnel(tunnel.state(), endpoints.isEmpty() ? QUrl() : endpoints.constFirst().url);
}

void PublicPath::openTunnel()
{
    if (!isOpen(m_tunnelDialog)) {
        m_tunnelDialog = new TunnelDialog(m_session, m_state.tunnelPlan(), m_page);
        connect(m_tunnelDialog, &TunnelDialog::planUsed, this,
                [this](const TunnelPlan& plan) { m_state.setTunnelPlan(plan); });
        connect(m_tunnelDialog, &TunnelDialog::pathTestRequested, this, &PublicPath::openPathTestOf);
    }
    bringToFront(*m_tunnelDialog);
}

void PublicPath::openPathTest()
{
    if (isOpen(m_pathTest))
        bringToFront(*m_pathTest);
    else
        openPathTestOf(m_session.settings().receiver.endpoints.value(0).name);
}

void PublicPath::openPathTestOf(const QString& endpoint)
{
    const FollowingSecret::SecretFor secretFor = secretsOf(m_session);
    const QUrl url = publicUrl(endpoint);
    const QByteArray secret = url.isEmpty() ? m_session.signingSecret(endpoint) : secretFor(url);
    if (isOpen(m_pathTest)) {
        m_pathTest->setPath(url, secret);
    } else {
        const PathTestDialog::Source source{m_session.dataDirectory(), url, secret,
                                            ownFingerprint(m_session.certificate())};
        m_pathTest = new PathTestDialog(source, m_session.clock(), m_page);
        m_pathTest->followUrl(secretFor);
        connect(m_pathTest, &PathTestDialog::urlUsed, this, &PublicPath::rememberPath);
    }
    bringToFront(*m_pathTest);
}

/// The dialog is open for longer than a certificate may be served.
void PublicPath::tellFingerprint()
{
    if (m_pathTest)
        m_pathTest->setTrustedFingerprint(ownFingerprint(m_session.certificate()));
}

/// That of our tunnel, else the one that was entered last; empty where none is known.
QUrl PublicPath::publicUrl(const QString& endpoint) const
{
    const QList<ListeningEndpoint> reached = m_session.tunnel().publicEndpoints();
    const auto chosen = std::find_if(reached.cbegin(), reached.cend(),
                                     [&endpoint](const ListeningEndpoint& one) { return one.name == endpoint; });
    return chosen == reached.cend() ? QUrl(m_state.pathTarget()) : chosen->url;
}

/// But for our tunnel's, which is known while it is up, and may be another the next time.
void PublicPath::rememberPath(const QString& url) const
{
    const QList<ListeningEndpoint> reached = m_session.tunnel().publicEndpoints();
    if (std::none_of(reached.cbegin(), reached.cend(),
                     [&url](const ListeningEndpoint& one) { return urlText(one.url) == url; }))
        m_state.setPathTarget(url);
}

} // namespace kaunt
