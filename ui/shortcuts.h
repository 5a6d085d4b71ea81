// SPDX-License-Identifier: MIT
#pragma once

#include "ui/helppages.h"

#include <QList>
#include <QString>

class QMainWindow;

namespace kaunt {

/// One row of the shortcut sheet, as people read it.
struct Shortcut {
    QString keys;
    QString action; ///< without mnemonic and ellipsis
    QString place;  ///< the menu, or what the part of the window is called that has it
};

/// Every action of a window that has keys, those of its menus first, each once. Made from the actions as they are now.
/// GUI thread.
[[nodiscard]] QList<Shortcut> shortcutsOf(const QMainWindow& window);

/// The same as a page of the help, with a list for each place.
[[nodiscard]] HelpPage shortcutsPage(const QList<Shortcut>& shortcuts);

} // namespace kaunt
