// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <vector>

namespace kaunt {

/// Where something stands in an earlier list, and where in a later one.
struct PlacePair {
    qsizetype before = 0;
    qsizetype after = 0;
};

/// Of pairs that are in their earlier order those that are in their later one, too: as many as can be, and among as
/// many those that stand where they stood. Each place is there once. Takes n log n. Pure.
[[nodiscard]] std::vector<PlacePair> risingPlaces(const std::vector<PlacePair>& pairs);

} // namespace kaunt
