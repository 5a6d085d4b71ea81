// SPDX-License-Identifier: MIT
#include "ui/systemtray.h"

#include <QCoreApplication>
#include <QMenu>
#include <QSystemTrayIcon>
#include <QWidget>

namespace kaunt {

SystemTray::SystemTray(const QWidget& window)
    : m_menu(std::make_unique<QMenu>())
    , m_icon(new QSystemTrayIcon(window.windowIcon(), this))
{
    m_menu->addAction(tr("&Show the window"), this, &Tray::windowRequested);
    m_menu->addAction(tr("&Quit"), qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    m_icon->setContextMenu(m_menu.get());
    m_icon->setToolTip(window.windowTitle());
    connect(m_icon, &QSystemTrayIcon::messageClicked, this, &Tray::messageFollowed);
    connect(m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger)
            Q_EMIT windowRequested();
    });
    m_icon->show(); // where there is no tray yet, as soon as there is one
}

SystemTray::~SystemTray() = default;

void SystemTray::showMessage(const QString& title, const QString& text, bool isCritical)
{
    if (QSystemTrayIcon::isSystemTrayAvailable())
        m_icon->showMessage(title, text, isCritical ? QSystemTrayIcon::Critical : QSystemTrayIcon::Warning);
}

} // namespace kaunt
