// SPDX-License-Identifier: MIT
#include "ui/alertsdock.h"

#include "ui/alertspanel.h"

#include <QAction>
#include <QMainWindow>
#include <QToolButton>

namespace kaunt {

AlertsDock::AlertsDock(QAction& shown, const Clock& clock, QMainWindow& window)
    : QDockWidget(tr("Alerts"), &window)
    , m_window(window)
    , m_shown(shown)
    , m_panel(new AlertsPanel(clock))
    , m_button(new QToolButton(&window))
{
    setObjectName(QStringLiteral("alertsDock"));
    setFeatures(DockWidgetClosable | DockWidgetMovable);
    setWidget(m_panel);
    m_button->setObjectName(QStringLiteral("alertsButton"));
    m_button->setAutoRaise(true);
    m_button->setDefaultAction(&shown);
    connect(&shown, &QAction::toggled, this, &AlertsDock::open);
    connect(this, &QDockWidget::visibilityChanged, this, &AlertsDock::takeVisibility);
    connect(m_panel, &AlertsPanel::unreadChanged, m_button, [this](int unread) {
        QFont font = m_button->font();
        font.setBold(unread > 0);
        m_button->setFont(font);
    });
}

void AlertsDock::setOffered(bool isOffered)
{
    m_isOffered = isOffered;
    m_button->setVisible(isOffered);
    setVisible(isOffered && m_shown.isChecked());
}

void AlertsDock::open(bool isWanted)
{
    if (isWanted)
        m_focusBefore = m_window.focusWidget();
    setOffered(m_isOffered);
    if (isWanted && m_isOffered)
        m_panel->focusAlerts();
}

void AlertsDock::takeVisibility()
{
    if (!isHidden() || !m_isOffered)
        return;
    giveFocusBack();
    m_shown.setChecked(false); // it may have been closed by its own button
}

/// Else Qt hands it to the neighbour, which may be the button that stops everything.
void AlertsDock::giveFocusBack()
{
    if (!isAncestorOf(m_window.focusWidget()))
        return;
    if (m_focusBefore && m_focusBefore->isVisible() && m_focusBefore->isEnabled())
        m_focusBefore->setFocus(Qt::OtherFocusReason);
    else
        Q_EMIT focusLeft();
}

} // namespace kaunt
