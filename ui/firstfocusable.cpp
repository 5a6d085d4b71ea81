// SPDX-License-Identifier: MIT
#include "ui/firstfocusable.h"

#include <QWidget>

namespace kaunt {

QWidget* firstFocusable(QWidget& area)
{
    for (QWidget* next = area.nextInFocusChain(); area.isAncestorOf(next); next = next->nextInFocusChain()) {
        if ((next->focusPolicy() & Qt::TabFocus) != 0 && next->isVisibleTo(&area) && next->isEnabled())
            return next;
    }
    return &area;
}

} // namespace kaunt
