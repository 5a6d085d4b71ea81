// SPDX-License-Identifier: MIT
#include "ui/windowplace.h"

#include <QScreen>
#include <QWidget>

namespace kaunt {

QSize roomFor(const QWidget& window)
{
    constexpr QSize usualFrame(16, 48); // few are larger
    return window.screen()->availableSize() - usualFrame;
}

void resizeWithinScreen(QWidget& window, QSize usual)
{
    window.resize(usual.boundedTo(roomFor(window)));
}

void placeWindow(QWidget& window, const QByteArray& geometry, QSize atFirst)
{
    if (!window.restoreGeometry(geometry))
        resizeWithinScreen(window, atFirst);
}

void bringToFront(QWidget& window)
{
    window.setWindowState(window.windowState() & ~Qt::WindowMinimized);
    window.show();
    window.raise();
    window.activateWindow();
}

bool isOpen(const QWidget* window)
{
    return window && !window->isHidden();
}

} // namespace kaunt
