// SPDX-License-Identifier: MIT
#pragma once

class QAbstractItemView;

namespace kaunt {

/// From now on, what is chosen in the view is in the palette's full highlight only while the view has the keyboard,
/// else in a paler one: of several lists that stand beside each other one alone shows where a key goes. An open menu
/// changes nothing. GUI thread.
void showFocusByHighlight(QAbstractItemView& view);

} // namespace kaunt
