// SPDX-License-Identifier: MIT
#include "core/api/combinationdifferences.h"

#include <QSet>

#include <algorithm>

namespace kaunt {

namespace {

bool isNone(const DimensionValue& value)
{
    return value.valueId.isEmpty() && value.valueName.isEmpty();
}

bool isSameValue(const DimensionValue& one, const DimensionValue& other)
{
    return one.valueId.isEmpty() || other.valueId.isEmpty() ? one.valueName == other.valueName
                                                            : one.valueId == other.valueId;
}

} // namespace

QList<CombinationDifference> combinationDifferences(const DimensionCombination& combination, const LineProposal& line)
{
    QList<CombinationDifference> differences;
    const auto single = [&line](const QString& dimension) {
        const auto found =
            std::find_if(line.dimensions.cbegin(), line.dimensions.cend(), [&](const DimensionProposal& one) {
                return one.dimensionId == dimension && !one.values.isEmpty() && !isNone(one.values.first());
            });
        return found == line.dimensions.cend() ? std::nullopt : std::optional(found->values.first());
    };
    QSet<QString> looked;
    for (const DimensionValue& value : combination.values) {
        const auto alone = single(value.dimensionId);
        const auto combined = isNone(value) ? std::nullopt : std::optional(value);
        looked.insert(value.dimensionId);
        const bool isSame = combined && alone ? isSameValue(*combined, *alone) : !combined && !alone;
        if (!isSame)
            differences.append({combined, alone});
    }
    for (const DimensionProposal& dimension : line.dimensions) {
        const auto alone = single(dimension.dimensionId);
        if (alone && !looked.contains(dimension.dimensionId))
            differences.append({{}, alone});
        looked.insert(dimension.dimensionId);
    }
    return differences;
}

} // namespace kaunt
