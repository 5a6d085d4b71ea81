// SPDX-License-Identifier: MIT
#include "ui/tenantsmodel.h"

#include "ui/visibletext.h"

namespace kaunt {

int TenantsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TenantsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || role != Qt::DisplayRole)
        return {};
    const TenantCredentials& row = rows().at(index.row());
    switch (index.column()) {
    case TenantColumn:
        return visibleText(row.tenantId);
    case ClientIdColumn:
        return visibleText(row.credentials.clientId);
    case SecretColumn:
        if (!row.credentials.clientSecret.isEmpty())
            return tr("Entered");
        return row.credentials.unread.isEmpty() ? tr("None yet") : tr("Not read");
    }
    return {};
}

QVariant TenantsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return RowsModel::headerData(section, orientation, role);
    switch (section) {
    case TenantColumn:
        return tr("Tenant");
    case ClientIdColumn:
        return tr("Client id");
    case SecretColumn:
        return tr("Client secret");
    }
    return {};
}

} // namespace kaunt
