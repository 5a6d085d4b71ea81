// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

class QWidget;

namespace kaunt::test {

/// What somebody without a mouse would stumble over in the active window, one line each; none where all is well.

/// Goes round by Tab, and back by Shift+Tab: a control that is not reached, one that keeps the focus.
[[nodiscard]] QStringList focusFindings(QWidget& window);
/// Two letters that are the same, of what is visible at one time in the window, in a menu of the menu bar or in a
/// control's own menu; entries of a menu without a letter.
[[nodiscard]] QStringList mnemonicFindings(QWidget& window);
/// Two actions of one shortcut, or one that a mnemonic has.
[[nodiscard]] QStringList shortcutFindings(QWidget& window);

} // namespace kaunt::test
