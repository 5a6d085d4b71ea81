// SPDX-License-Identifier: MIT
#pragma once

#include <QList>

class QTabWidget;

namespace kaunt {

/// Shows the tabs that have something to tell, by their places, and hides the others. Where the current one goes, the
/// first that is there takes its place.
void showTabsInUse(QTabWidget* tabs, const QList<bool>& areInUse);

} // namespace kaunt
