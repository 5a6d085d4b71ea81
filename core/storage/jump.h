// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace kaunt {

/// A wish to go from one delivery to the nearest of a kind, older or newer.
struct Jump {
    enum class Target {
        Refused,
        Failed,    ///< an event whose type tells of a failure
        SameEvent, ///< another delivery of the same event, folded or not
    };

    Target target = Target::Refused;
    bool isNewer = false;
    qint64 delivery = 0; ///< where it begins; 0: above the newest
};

/// How a jump ends, or how far it is.
struct JumpPart {
    qint64 number = 0;      ///< of the delivery that was found; 0 where there is none so far
    qint64 searchedTo = 0;  ///< where to go on
    bool isFinished = true; ///< nothing is left on that side
};

} // namespace kaunt
