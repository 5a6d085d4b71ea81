// SPDX-License-Identifier: MIT
#include "ui/tabsinuse.h"

#include <QTabWidget>

namespace kaunt {

void showTabsInUse(QTabWidget* tabs, const QList<bool>& areInUse)
{
    for (int tab = 0; tab < areInUse.size(); ++tab) {
        // To say again what is so already makes QTabBar (6.4) forget that its layout is to be done anew.
        if (tabs->isTabVisible(tab) != areInUse.at(tab))
            tabs->setTabVisible(tab, areInUse.at(tab));
    }
    if (const qsizetype first = areInUse.indexOf(true); first >= 0 && !tabs->isTabVisible(tabs->currentIndex()))
        tabs->setCurrentIndex(static_cast<int>(first));
}

void showTabInUse(QTabWidget* tabs, int step)
{
    int next = tabs->currentIndex();
    do {
        next = (next + step + tabs->count()) % tabs->count();
    } while (!tabs->isTabVisible(next));
    tabs->setCurrentIndex(next);
}

} // namespace kaunt
