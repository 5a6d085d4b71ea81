// SPDX-License-Identifier: MIT
#pragma once

#include "core/receiver/listeningendpoint.h"
#include "core/tunnel/tunnel.h"

#include <QObject>

namespace kaunt {

class SessionReceiver;

/// The tunnel to a session's receiver: runs from open() on, as soon as there is a receiver, follows it to another port,
/// and ends with the session. While the receiver is stopped it stays, so that the public URL does. Main thread; the
/// session owns it, and the receiver outlives it.
class SessionTunnel final : public QObject {
    Q_OBJECT

public:
    explicit SessionTunnel(const SessionReceiver& receiver);

    /// One without a flaw. `formerUrl` is that of a tunnel that this one follows, where there was one.
    void open(const TunnelPlan& plan, const QUrl& formerUrl = {});
    void close();
    void end(); ///< at once: see Tunnel::end()

    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    [[nodiscard]] const TunnelPlan& plan() const { return m_plan; } ///< the last one that was opened
    [[nodiscard]] const TunnelState& state() const { return m_tunnel.state(); }
    /// That it had when it was up last, or has; empty where it never was.
    [[nodiscard]] const QUrl& lastUrl() const { return m_lastUrl; }
    /// Whether somebody listens where it ends.
    [[nodiscard]] bool leadsToReceiver() const;
    [[nodiscard]] const QStringList& lines() const { return m_tunnel.lines(); }
    /// The endpoints with the URLs to register, while it is up.
    [[nodiscard]] QList<ListeningEndpoint> publicEndpoints() const;

Q_SIGNALS:
    void stateChanged(const kaunt::TunnelState& state);
    /// It is up again at another URL than before; what is registered leads nowhere.
    void moved(const QUrl& before, const QUrl& now);
    void outputGrown();

private:
    void follow();
    void takeState(const TunnelState& state);

    const SessionReceiver& m_receiver;
    Tunnel m_tunnel;
    TunnelPlan m_plan;
    bool m_isOpen = false;
    QUrl m_root; ///< of the receiver, that it leads to
    QUrl m_lastUrl;
};

} // namespace kaunt
