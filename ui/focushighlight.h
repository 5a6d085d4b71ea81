// SPDX-License-Identifier: MIT
#pragma once

class QAbstractItemView;

namespace kaunt {

/// From now on, what is chosen in the view is in the palette's full highlight, or the nearest one on which its text can
/// be read, only while the view has the keyboard, else in a paler one: of several lists that stand beside each other
/// one alone shows where a key goes. An open menu changes nothing. The cell that the keyboard is at gets a frame; a
/// delegate that the view is given later derives from FocusFrameDelegate. GUI thread.
void showFocusByHighlight(QAbstractItemView& view);

} // namespace kaunt
