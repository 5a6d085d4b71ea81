// SPDX-License-Identifier: MIT
#include "ui/combinationsmodel.h"

#include "core/api/linepairs.h"
#include "ui/copyabletable.h"
#include "ui/filterterms.h"
#include "ui/plaintooltip.h"
#include "ui/proposalwording.h"
#include "ui/visibletext.h"

namespace kaunt {

namespace {

constexpr qsizetype longestCombinationText = 160;

QString differenceText(const CombinationDifference& difference)
{
    const DimensionValue either = difference.combined.value_or(difference.single.value_or(DimensionValue()));
    const QString dimension = dimensionTitle(either.dimensionId, either.dimensionName);
    if (!difference.single)
        return CombinationsModel::tr("%1: only in it").arg(dimension);
    const QString alone = dimensionValueText(*difference.single);
    return difference.combined ? CombinationsModel::tr("%1: %2, alone %3")
                                     .arg(dimension, dimensionValueText(*difference.combined), alone)
                               : CombinationsModel::tr("%1: not in it, alone %2").arg(dimension, alone);
}

/// Of a line that has values one by one.
QString againstSinglesText(const CombinationRow& row)
{
    if (row.differences.isEmpty())
        return row.combination.values.isEmpty() ? QString() : CombinationsModel::tr("= the best of each");
    QStringList parts;
    for (const CombinationDifference& difference : row.differences)
        parts.append(differenceText(difference));
    return QStringLiteral("≠ ") + parts.join(QStringLiteral("; "));
}

} // namespace

void CombinationsModel::setCombinations(const QList<LineCombinations>& lines, const QList<LineProposal>& singles)
{
    QList<CombinationRow> combined;
    const QList<qsizetype> singleOf = counterparts(lines, singles);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const LineProposal* single = singleOf.at(i) < 0 ? nullptr : &singles.at(singleOf.at(i));
        for (const DimensionCombination& combination : lines.at(i).combinations)
            combined.append({lines.at(i).lineNumber, combination, single != nullptr,
                             single ? combinationDifferences(combination, *single) : QList<CombinationDifference>()});
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
        return row.hasSingles ? againstSinglesText(row) : QString();
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

QString CombinationsModel::valueConfidence(const QModelIndex& index) const
{
    const DimensionValue* value = valueAt(index);
    return value ? confidenceText(*value) : QString();
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
    if (role == Qt::DisplayRole) {
        const QString shown = elidedText(visibleText(text(index)), longestCombinationText);
        const QString sure = elidedText(visibleText(valueConfidence(index)), longestCombinationText);
        return sure.isEmpty() ? shown : shown + u'\n' + sure;
    }
    if (role == confidenceRole)
        return static_cast<int>(confidenceAt(index));
    if (role == Qt::ToolTipRole)
        return plainToolTip(QStringLiteral("%1 %2").arg(text(index), valueConfidence(index)).trimmed());
    if (role == filterTermRole)
        return valueAt(index) ? dimensionValueTerm(*valueAt(index)) : QString();
    if (role == tableTextRole && index.column() == ConfidenceColumn)
        return confidenceName(rows().at(index.row()).combination);
    if (role == tableTextRole && valueAt(index))
        return QStringList{text(index), confidenceName(*valueAt(index))};
    return role == trueTextRole ? text(index) : QVariant();
}

QVariant CombinationsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == tableTextRole && section >= FirstDimensionColumn && section < columnCount()) {
        const QString title = m_dimensions.title(section - FirstDimensionColumn);
        return QStringList{title, tr("%1, confidence").arg(title)};
    }
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
