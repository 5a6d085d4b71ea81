// SPDX-License-Identifier: MIT
#pragma once

#include <QAccessible>

class QWidget;

namespace kaunt {

/// Lets assistive technology take a widget of our own for what it is, a picture or an alert, say: a plain widget has no
/// role that tells. To be called in the constructor of the widget's class. GUI thread.
void setAccessibleRole(QWidget& widget, QAccessible::Role role);

} // namespace kaunt
