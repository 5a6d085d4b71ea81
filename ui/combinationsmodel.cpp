// SPDX-License-Identifier: MIT
#include "ui/combinationsmodel.h"

#include "ui/copyabletable.h"
#include "ui/filterterms.h"
#include "ui/plaintooltip.h"
#include "ui/proposalwording.h"
#include "ui/visibletext.h"

namespace kaunt {

namespace {

constexpr qsizetype longestCombinationText = 80;

/// By number; without numbers by place, where both lists are about the same lines.
const LineProposal* singlesOf(const QList<LineCombinations>& lines, qsizetype row, const QList<LineProposal>& singles)
{
    const QString& number = lines.at(row).lineNumber;
    for (const LineProposal& line : singles) {
        if (!number.isEmpty() && line.lineNumber == number)
            return &line;
    }
    return number.isEmpty() && singles.size() == lines.size() ? &singles.at(row) : nullptr;
}

QString conflictsText(const QList<CombinationConflict>& conflicts)
{
    QStringList parts;
    for (const CombinationConflict& conflict : conflicts)
        parts.append(CombinationsModel::tr("%1: %2, alone %3")
                         .arg(dimensionTitle(conflict.combined.dimensionId, conflict.combined.dimensionName),
                              dimensionValueText(conflict.combined), dimensionValueText(conflict.single)));
    return QStringLiteral("≠ ") + parts.join(QStringLiteral("; "));
}

} // namespace

void CombinationsModel::setCombinations(const QList<LineCombinations>& lines, const QList<LineProposal>& singles)
{
    QList<CombinationRow> combined;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const LineProposal* single = singlesOf(lines, i, singles);
        for (const DimensionCombination& combination : lines.at(i).combinations)
            combined.append({lines.at(i).lineNumber, combination, single != nullptr,
                             single ? combinationConflicts(combination, *single) : QList<CombinationConflict>()});
    }
    setRows(combined, [&] { m_dimensions = dimensionColumns(lines); });
}

int CombinationsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : FirstDimensionColumn + m_dimensions.count();
}

QString CombinationsModel::text(const QModelIndex& index) const
{
    const CombinationRow& row = rows().at(index.row());
    switch (index.column()) {
    case LineColumn:
        return row.lineNumber;
    case RankColumn:
        return row.combination.priority > 0 ? QString::number(row.combination.priority) : QString();
    case ConfidenceColumn:
        return confidenceText(row.combination);
    case AgainstSinglesColumn:
        if (!row.conflicts.isEmpty())
            return conflictsText(row.conflicts);
        return row.hasSingles ? tr("= the best of each") : QString();
    default:
        break;
    }
    const DimensionValue* value = valueAt(index);
    return value ? dimensionValueText(*value) : QString();
}

const DimensionValue* CombinationsModel::valueAt(const QModelIndex& index) const
{
    if (index.column() < FirstDimensionColumn)
        return nullptr;
    const QString id = m_dimensions.id(index.column() - FirstDimensionColumn);
    for (const DimensionValue& value : rows().at(index.row()).combination.values) {
        if (value.dimensionId == id)
            return &value;
    }
    return nullptr;
}

Confidence CombinationsModel::confidenceAt(const QModelIndex& index) const
{
    if (index.column() == ConfidenceColumn)
        return rows().at(index.row()).combination.confidence;
    const DimensionValue* value = valueAt(index);
    return value ? value->confidence : Confidence::Unknown;
}

QVariant CombinationsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::DisplayRole)
        return elidedText(visibleText(text(index)), longestCombinationText);
    if (role == confidenceRole)
        return static_cast<int>(confidenceAt(index));
    if (role == Qt::ToolTipRole)
        return plainToolTip(text(index));
    if (role == filterTermRole)
        return valueAt(index) ? dimensionValueTerm(*valueAt(index)) : QString();
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
    case AgainstSinglesColumn:
        return tr("Against the single values");
    default:
        return elidedText(visibleText(m_dimensions.title(section - FirstDimensionColumn)), longestCombinationText);
    }
}

} // namespace kaunt
