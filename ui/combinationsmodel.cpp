// SPDX-License-Identifier: MIT
#include "ui/combinationsmodel.h"

#include "ui/copyabletable.h"
#include "ui/proposalwording.h"
#include "ui/visibletext.h"

namespace kaunt {

namespace {

constexpr qsizetype longestShown = 80;

} // namespace

void CombinationsModel::setCombinations(const QList<LineCombinations>& lines)
{
    beginResetModel();
    m_rows.clear();
    for (const LineCombinations& line : lines) {
        for (const DimensionCombination& combination : line.combinations)
            m_rows.append({line.lineNumber, combination});
    }
    m_dimensions = dimensionColumns(lines);
    endResetModel();
}

int CombinationsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CombinationsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : FirstDimensionColumn + m_dimensions.count();
}

QString CombinationsModel::text(const QModelIndex& index) const
{
    const Row& row = m_rows.at(index.row());
    switch (index.column()) {
    case LineColumn:
        return row.lineNumber;
    case RankColumn:
        return row.combination.priority > 0 ? QString::number(row.combination.priority) : QString();
    case ConfidenceColumn:
        return confidenceText(row.combination.confidence);
    default:
        break;
    }
    const QString id = m_dimensions.id(index.column() - FirstDimensionColumn);
    for (const DimensionValue& value : row.combination.values) {
        if (value.dimensionId == id)
            return dimensionValueText(value);
    }
    return {};
}

QVariant CombinationsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::DisplayRole)
        return elidedText(visibleText(text(index)), longestShown);
    return role == trueTextRole ? text(index) : QVariant();
}

QVariant CombinationsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section >= columnCount())
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case LineColumn:
        return tr("Line");
    case RankColumn:
        return tr("Rank");
    case ConfidenceColumn:
        return tr("All together");
    default:
        return elidedText(visibleText(m_dimensions.title(section - FirstDimensionColumn)), longestShown);
    }
}

} // namespace kaunt
