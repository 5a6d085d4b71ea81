// SPDX-License-Identifier: MIT
#pragma once

class QWidget;

namespace kaunt {

/// From now on, combo and spin boxes within `widget` take the wheel only while they have the focus, and don't take the
/// focus by it: turned over one of them it scrolls what they are in, and changes no value. To be called once all is
/// laid out. GUI thread.
void leaveWheelToScrolling(const QWidget& widget);

} // namespace kaunt
