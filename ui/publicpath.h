// SPDX-License-Identifier: MIT
#pragma once

#include "ui/windowstate.h"

#include <QObject>
#include <QPointer>

class QWidget;

namespace kaunt {

class MonitorSession;
class PathTestDialog;
class StateBanners;
class TunnelDialog;

/// How a session is reached from outside, on its page: the dialogs of its tunnel and of the path test, and what the
/// banners tell of the tunnel. Both dialogs stand beside the window, and come to the front when they are asked for
/// again. GUI thread; the page owns it, and all others outlive it.
class PublicPath final : public QObject {
    Q_OBJECT

public:
    PublicPath(MonitorSession& session, StateBanners& banners, const WindowState& state, QWidget* page);

    void openTunnel();
    void openPathTest(); ///< of the first endpoint

private:
    void openPathTestOf(const QString& endpoint);
    void tellFingerprint();
    [[nodiscard]] QUrl publicUrl(const QString& endpoint) const;
    void rememberPath(const QString& url) const;
    void showTunnel();

    MonitorSession& m_session;
    StateBanners& m_banners;
    const WindowState m_state;
    QWidget* m_page;
    QPointer<TunnelDialog> m_tunnelDialog;
    QPointer<PathTestDialog> m_pathTest;
};

} // namespace kaunt
