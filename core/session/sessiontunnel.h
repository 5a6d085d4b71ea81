// SPDX-License-Identifier: MIT
#pragma once

#include "core/receiver/listeningendpoint.h"
#include "core/tunnel/tunnel.h"

#include <QObject>

namespace kaunt {

class MonitorSession;

/// The tunnel to a session's receiver: runs from open() on, as soon as there is a receiver, follows it to another port,
/// and ends with the session. While the receiver is stopped it stays, so that the public URL does. Main thread; the
/// session owns it.
class SessionTunnel final : public QObject {
    Q_OBJECT

public:
    explicit SessionTunnel(MonitorSession& session);

    void open(const TunnelPlan& plan); ///< one without a flaw
    void close();
    void end(); ///< at once: see Tunnel::end()

    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    [[nodiscard]] const TunnelPlan& plan() const { return m_plan; } ///< the last one that was opened
    [[nodiscard]] const TunnelState& state() const { return m_tunnel.state(); }
    /// Whether somebody listens where it ends.
    [[nodiscard]] bool leadsToReceiver() const;
    [[nodiscard]] const QStringList& lines() const { return m_tunnel.lines(); }
    /// The endpoints with the URLs to register, while it is up.
    [[nodiscard]] QList<ListeningEndpoint> publicEndpoints() const;

Q_SIGNALS:
    void stateChanged(const kaunt::TunnelState& state);
    void outputGrown();

private:
    void follow();

    MonitorSession& m_session;
    Tunnel m_tunnel;
    TunnelPlan m_plan;
    bool m_isOpen = false;
    QUrl m_receiver; ///< that it leads to
};

} // namespace kaunt
