// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QSize>

class QWidget;

namespace kaunt {

/// What fits on the window's screen together with a frame, whose size nobody knows before it is there. GUI thread.
[[nodiscard]] QSize roomFor(const QWidget& window);

/// Gives a window this size, or what there is room for on its screen. GUI thread.
void resizeWithinScreen(QWidget& window, QSize usual);

/// Gives a window the place that saveGeometry() told of; else a size, where there is room for it. GUI thread.
void placeWindow(QWidget& window, const QByteArray& geometry, QSize atFirst);

/// Shows a window, in front of the others and with the keyboard, also one that was minimised. GUI thread.
void bringToFront(QWidget& window);
/// Of one that is deleted once it is closed: what is closed may not be deleted yet.
[[nodiscard]] bool isOpen(const QWidget* window);

} // namespace kaunt
