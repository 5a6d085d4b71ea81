// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

class QWidget;

namespace kaunt {

/// In the middle of a view without rows, in its own palette: what it waits for. In its paintEvent().
void paintEmptyText(QWidget& viewport, const QString& text);

} // namespace kaunt
