// SPDX-License-Identifier: MIT
#include "ui/secretsmodel.h"

#include "ui/visibletext.h"

namespace kaunt {

int SecretsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SecretsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || role != Qt::DisplayRole)
        return {};
    const SigningSecret& row = rows().at(index.row());
    switch (index.column()) {
    case NameColumn:
        return visibleText(row.name);
    case StateColumn:
        return row.retired ? tr("Replaced") : tr("In use");
    case ValueColumn:
        if (row.isUnread())
            return tr("Not read");
        return row.value.isEmpty() ? tr("None yet") : tr("Entered");
    }
    return {};
}

QVariant SecretsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return RowsModel::headerData(section, orientation, role);
    switch (section) {
    case NameColumn:
        return tr("Name");
    case StateColumn:
        return tr("State");
    case ValueColumn:
        return tr("Secret");
    }
    return {};
}

} // namespace kaunt
