// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/jsonequality.h"

#include <vector>

namespace kaunt {

/// An element of an earlier list and what became of it in a later one.
struct ArrayStep {
    qsizetype before = -1; ///< -1: it was added
    qsizetype after = -1;  ///< -1: it was removed
    bool isSame = false;   ///< they say the same
    bool isMoved = false;  ///< likewise, and others have come to stand on its other side
};

/// Which elements of two lists without keys belong together: first those that say the same and are in the same order,
/// then those that say the same elsewhere; what is left between them goes by what its objects have in common, or, where
/// that is much, by its places. In the order of the earlier list; what was added stands before the next that both have.
/// Pure; the equality knows of both.
[[nodiscard]] std::vector<ArrayStep> alignArrays(const JsonValue& before, const JsonValue& after,
                                                 const JsonEquality& equality);

} // namespace kaunt
