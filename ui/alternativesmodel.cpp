// SPDX-License-Identifier: MIT
#include "ui/alternativesmodel.h"

#include "ui/copyabletable.h"
#include "ui/filterterms.h"
#include "ui/proposalwording.h"
#include "ui/visibletext.h"

namespace kaunt {

namespace {

QString cellText(const DimensionValue& value, int column)
{
    switch (column) {
    case AlternativesModel::PriorityColumn:
        return value.priority > 0 ? QString::number(value.priority) : QString();
    case AlternativesModel::ValueColumn:
        return dimensionValueText(value);
    default:
        return confidenceText(value);
    }
}

} // namespace

int AlternativesModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AlternativesModel::data(const QModelIndex& index, int role) const
{
    constexpr qsizetype longestShown = 200;
    if (!index.isValid())
        return {};
    const DimensionValue& value = rows().at(index.row());
    if (role == confidenceRole)
        return static_cast<int>(index.column() == ConfidenceColumn ? value.confidence : Confidence::Unknown);
    if (role == filterTermRole)
        return index.column() == ValueColumn ? dimensionValueTerm(value) : QString();
    if (role == tableTextRole && index.column() == ConfidenceColumn)
        return confidenceName(value);
    if (role != Qt::DisplayRole && role != trueTextRole)
        return {};
    const QString text = cellText(value, index.column());
    return role == trueTextRole ? text : elidedText(visibleText(text), longestShown);
}

QVariant AlternativesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case PriorityColumn:
        return tr("Rank");
    case ValueColumn:
        return tr("Value");
    default:
        return tr("Confidence");
    }
}

} // namespace kaunt
