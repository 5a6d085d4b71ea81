// SPDX-License-Identifier: MIT
#pragma once

#include "ui/tray.h"

#include <memory>

class QMenu;
class QSystemTrayIcon;
class QWidget;

namespace kaunt {

/// The real one: an icon with a menu to show the window and to quit. The window outlives it.
class SystemTray final : public Tray {
    Q_OBJECT

public:
    explicit SystemTray(const QWidget& window);
    ~SystemTray() override;

    void showMessage(const QString& title, const QString& text, bool isCritical) override;

private:
    std::unique_ptr<QMenu> m_menu;
    QSystemTrayIcon* m_icon;
};

} // namespace kaunt
