// SPDX-License-Identifier: MIT
#pragma once

class QAbstractScrollArea;

namespace kaunt {

/// From now on, a field of several lines has a frame in the palette's highlight while the keyboard is in it, as every
/// style gives it to a field of one line and some, Fusion for one, to no other. GUI thread.
void showFocusByRing(QAbstractScrollArea& field);

} // namespace kaunt
