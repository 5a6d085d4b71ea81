// SPDX-License-Identifier: MIT
#pragma once

#include <QDockWidget>
#include <QPointer>

class QAction;
class QMainWindow;
class QToolButton;

namespace kaunt {

class AlertsPanel;
class Clock;

/// The alerts as a part of a main window that an action shows and hides, with a button for the status bar, which is
/// bold while there are unread ones. The keyboard goes there when it is opened, and back when it is closed. GUI thread;
/// the window, which owns it, places it.
class AlertsDock final : public QDockWidget {
    Q_OBJECT

public:
    /// `shown` is checkable, and outlives it, as does the clock.
    AlertsDock(QAction& shown, const Clock& clock, QMainWindow& window);

    [[nodiscard]] AlertsPanel& panel() const { return *m_panel; }
    [[nodiscard]] QToolButton* button() const { return m_button; }
    /// Where it is not offered, it and its button are hidden, and the action stays as it is.
    void setOffered(bool isOffered);

Q_SIGNALS:
    /// It had the keyboard, and what had it before is not there.
    void focusLeft();

private:
    void open(bool isWanted);
    void takeVisibility();
    void giveFocusBack();

    QMainWindow& m_window;
    QAction& m_shown;
    AlertsPanel* m_panel;
    QToolButton* m_button;
    QPointer<QWidget> m_focusBefore;
    bool m_isOffered = false;
};

} // namespace kaunt
