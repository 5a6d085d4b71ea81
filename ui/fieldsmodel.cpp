// SPDX-License-Identifier: MIT
#include "ui/fieldsmodel.h"

#include "ui/copyabletable.h"
#include "ui/filterterms.h"
#include "ui/plaintooltip.h"
#include "ui/visibletext.h"

namespace kaunt {

int FieldsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FieldsModel::data(const QModelIndex& index, int role) const
{
    constexpr qsizetype longestShown = 300;
    if (!index.isValid())
        return {};
    const Field& field = rows().at(index.row());
    const QString& text = index.column() == NameColumn ? field.name : field.value;
    switch (role) {
    case Qt::DisplayRole:
        return elidedText(visibleText(text), longestShown);
    case Qt::ToolTipRole:
        return plainToolTip(text);
    case trueTextRole:
        return index.column() == ValueColumn && !field.trueValue.isNull() ? field.trueValue : text;
    case filterTermRole:
        if (index.column() != ValueColumn)
            return QString();
        return field.term.isNull() ? bodyTextTerm(trueText(index)) : field.term;
    default:
        return {};
    }
}

QVariant FieldsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    return section == NameColumn ? tr("Field") : tr("Value");
}

} // namespace kaunt
