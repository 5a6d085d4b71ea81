// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

class QWidget;

namespace kaunt {

/// Tells assistive technology what has happened while the focus is elsewhere; to others nothing changes. The text
/// becomes the widget's accessible name, which is how it is told before Qt 6.8 has a way of its own. The same text
/// twice is told once. GUI thread.
void announce(QWidget& widget, const QString& text);

} // namespace kaunt
