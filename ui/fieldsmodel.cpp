// SPDX-License-Identifier: MIT
#include "ui/fieldsmodel.h"

#include "ui/copyabletable.h"
#include "ui/filterterms.h"
#include "ui/plaintooltip.h"
#include "ui/visibletext.h"

#include <algorithm>
#include <utility>

namespace kaunt {

FieldsModel::FieldsModel(QObject* parent)
    : FieldsModel(tr("Field"), parent)
{
}

FieldsModel::FieldsModel(QString nameHeading, QObject* parent)
    : RowsModel(parent)
    , m_nameHeading(std::move(nameHeading))
{
}

int FieldsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FieldsModel::data(const QModelIndex& index, int role) const
{
    constexpr qsizetype longestShown = 400;
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
    case tableTextRole:
        if (index.column() != ValueColumn)
            return {};
        return QStringList{field.tableValue.isNull() ? trueText(index) : field.tableValue, field.tableUnit};
    case filterTermRole:
        if (index.column() != ValueColumn)
            return field.nameTerm;
        return field.term.isNull() ? bodyTextTerm(trueText(index)) : field.term;
    default:
        return {};
    }
}

QVariant FieldsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const auto hasUnit = [](const Field& field) { return !field.tableUnit.isEmpty(); };
    if (role == tableTextRole && section == ValueColumn && std::any_of(rows().cbegin(), rows().cend(), hasUnit))
        return QStringList{tr("Value"), tr("Unit")};
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    return section == NameColumn ? m_nameHeading : tr("Value");
}

} // namespace kaunt
