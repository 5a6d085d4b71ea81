// SPDX-License-Identifier: MIT
#include "ui/findtarget.h"

namespace kaunt {

void FindTarget::findNext()
{
    if (hitCount() > 0)
        showHit(isAtHit() ? (currentHit() + 1) % hitCount() : hitFromHere());
}

void FindTarget::findPrevious()
{
    if (hitCount() > 0)
        showHit(((isAtHit() ? currentHit() : hitFromHere()) + hitCount() - 1) % hitCount());
}

} // namespace kaunt
