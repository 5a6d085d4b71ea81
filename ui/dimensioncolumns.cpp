// SPDX-License-Identifier: MIT
#include "ui/dimensioncolumns.h"

#include "ui/proposalwording.h"

namespace kaunt {

void DimensionColumns::add(const QString& id, const QString& name)
{
    // A peer could make up any number of them; a table with more is of no use to anybody.
    constexpr qsizetype mostColumns = 100;
    if (m_ids.contains(id) || m_ids.size() == mostColumns)
        return;
    m_ids.append(id);
    m_titles.append(dimensionTitle(id, name));
}

DimensionColumns dimensionColumns(const QList<LineProposal>& lines)
{
    DimensionColumns columns;
    for (const LineProposal& line : lines) {
        for (const DimensionProposal& dimension : line.dimensions)
            columns.add(dimension.dimensionId, dimension.dimensionName);
    }
    return columns;
}

DimensionColumns dimensionColumns(const QList<LineCombinations>& lines)
{
    DimensionColumns columns;
    for (const LineCombinations& line : lines) {
        for (const DimensionCombination& combination : line.combinations) {
            for (const DimensionValue& value : combination.values)
                columns.add(value.dimensionId, value.dimensionName);
        }
    }
    return columns;
}

} // namespace kaunt
