// SPDX-License-Identifier: MIT
#pragma once

#include "ui/windowstate.h"

#include <QObject>

class QWidget;

namespace kaunt {

class MonitorSession;
class StateBar;

/// How a session is reached from outside, on its page: the dialogs of its tunnel and of the path test, and what the
/// state line tells of the tunnel. GUI thread; the page owns it, and all others outlive it.
class PublicPath final : public QObject {
    Q_OBJECT

public:
    PublicPath(MonitorSession& session, StateBar& stateBar, const WindowState& state, QWidget* page);

    void openTunnel();
    void openPathTest(); ///< of the first endpoint

private:
    void openPathTest(const QString& endpoint, QWidget* parent);
    void showTunnel();

    MonitorSession& m_session;
    StateBar& m_stateBar;
    const WindowState m_state;
    QWidget* m_page;
};

} // namespace kaunt
