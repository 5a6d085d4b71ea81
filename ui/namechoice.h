// SPDX-License-Identifier: MIT
#pragma once

class QComboBox;

namespace kaunt {

/// Lets a choice among names or URLs that users enter be as wide as there is room for: the longest does not make its
/// window wider than the screen. GUI thread.
void holdWidth(QComboBox& choice);

} // namespace kaunt
