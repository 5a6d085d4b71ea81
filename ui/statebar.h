// SPDX-License-Identifier: MIT
#pragma once

#include "ui/receiverstatus.h"

#include <QWidget>

class QAction;
class QBoxLayout;
class QLabel;
class QMenu;
class QToolButton;

namespace kaunt {

class ElidedLabel;

/// The line on top of the window: whether and where it listens, with the URL on this machine to copy (the one to
/// register has the tunnel's banner, where there is one), and what can be done about it. What is wrong stands beneath
/// it: see StateBanners. Where there is little room, or the font is large, the buttons stand in a line of their own.
/// The actions are the window's. GUI thread.
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
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void connectRequested(); ///< out of the demo, to the real thing

private:
    void addState();
    void addButtons(const Actions& actions);
    QToolButton* addButton(QAction* action, const QString& objectName);
    void breakLine();
    void showState();
    void showUrls();
    void copyUrl();
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

    ReceiverStatus m_status;
    QLabel* m_symbol;
    QLabel* m_text;
    ElidedLabel* m_url;
    QToolButton* m_copy;
    QMenu* m_urlsMenu = nullptr; ///< where there are several
    QLabel* m_demoBadge;
    QToolButton* m_connect; ///< out of the demo
    QToolButton* m_leaveDemo = nullptr;
    QBoxLayout* m_lines; ///< of what is said and of the buttons, beside each other or in turn
    QBoxLayout* m_said;
    QBoxLayout* m_buttons;
};

} // namespace kaunt
