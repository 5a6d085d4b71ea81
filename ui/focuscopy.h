// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QPointer>

class QAction;
class QWidget;

namespace kaunt {

/// Has the widget with the focus copy what is chosen in it, when the action is triggered: each knows best what that is.
/// While the keyboard is in the menu bar, the widget that had the focus before; for the bar of tabs, which has nothing
/// of its own, what was used last in the tab in front. The action outlives it. GUI thread.
class FocusCopy final : public QObject {
public:
    FocusCopy(QAction& action, QObject* parent);

private:
    void copy();

    QAction& m_action;
    QPointer<QWidget> m_beforeMenu; ///< had the focus when the menu bar took it
};

} // namespace kaunt
