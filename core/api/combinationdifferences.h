// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/invoicecodingproposal.h"

#include <QList>

#include <optional>

namespace kaunt {

/// A dimension for which a combination does not have the best of the values that are proposed for it alone. A value
/// with neither id nor name is none.
struct CombinationDifference {
    std::optional<DimensionValue> combined; ///< nothing: the combination has no value for it
    std::optional<DimensionValue> single;   ///< the best one; nothing: none is proposed for it alone
};

/// Of one combination against the single values of its line: its own dimensions in their order, then those that it
/// leaves out. Pure.
[[nodiscard]] QList<CombinationDifference> combinationDifferences(const DimensionCombination& combination,
                                                                  const LineProposal& line);

} // namespace kaunt
