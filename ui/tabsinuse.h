// SPDX-License-Identifier: MIT
#pragma once

#include <QList>

class QTabWidget;

namespace kaunt {

/// Shows the tabs that have something to tell, by their places, and hides the others. Where the current one goes, the
/// first that is there takes its place.
void showTabsInUse(QTabWidget* tabs, const QList<bool>& areInUse);

/// Brings the one to the front that is so many further on among those that are there; behind the last is the first.
void showTabInUse(QTabWidget* tabs, int step);

} // namespace kaunt
