// SPDX-License-Identifier: MIT
#include "ui/endpointsmodel.h"

#include "ui/visibletext.h"

namespace kaunt {

int EndpointsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant EndpointsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || role != Qt::DisplayRole)
        return {};
    const Endpoint& row = rows().at(index.row());
    switch (index.column()) {
    case NameColumn:
        return visibleText(row.name);
    case PathColumn:
        return visibleText(row.path);
    case SecretsColumn:
        return row.secrets.size();
    }
    return {};
}

QVariant EndpointsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return RowsModel::headerData(section, orientation, role);
    switch (section) {
    case NameColumn:
        return tr("Name");
    case PathColumn:
        return tr("Path");
    case SecretsColumn:
        return tr("Secrets");
    }
    return {};
}

} // namespace kaunt
