// SPDX-License-Identifier: MIT
#pragma once

#include "ui/receiverstatus.h"

#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;
class QMenu;
class QToolButton;

namespace kaunt {

/// The line on top of the window: whether and where it listens, with the URL on this machine to copy (the one to
/// register has the tunnel's banner, where there is one), and what can be done about it. What is wrong stands beneath
/// it: see StateBanners. The actions are the window's. GUI thread.
class StateBar final : public QWidget {
    Q_OBJECT

public:
    /// The window's, each with a button on it.
    struct Actions {
        QAction* startOrStop = nullptr;
        QAction* sendTest = nullptr; ///< with the event types as its menu
        QAction* fetch = nullptr;
        QAction* leaveDemo = nullptr;
    };

    explicit StateBar(const Actions& actions, QWidget* parent = nullptr);

    void setStatus(const ReceiverStatus& status);
    void setDemo(bool isDemo);

Q_SIGNALS:
    void connectRequested(); ///< out of the demo, to the real thing

private:
    void addState(QHBoxLayout* row);
    void addButtons(QHBoxLayout* row, const Actions& actions);
    QToolButton* addButton(QHBoxLayout* row, QAction* action, const QString& objectName);
    void showState();
    void showUrls();
    void copyUrl();
    void changeEvent(QEvent* event) override;

    ReceiverStatus m_status;
    QLabel* m_symbol;
    QLabel* m_text;
    QLabel* m_url;
    QToolButton* m_copy;
    QMenu* m_urlsMenu = nullptr; ///< where there are several
    QLabel* m_demoBadge;
    QToolButton* m_connect; ///< out of the demo
    QToolButton* m_leaveDemo = nullptr;
};

} // namespace kaunt
