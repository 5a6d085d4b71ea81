// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/credentials.h"
#include "ui/rowsmodel.h"

namespace kaunt {

/// The API key of one tenant.
struct TenantCredentials {
    QString tenantId;
    ApiCredentials credentials;

    bool operator==(const TenantCredentials&) const = default;
};

/// The credentials per tenant as they are edited. Never the client secret. GUI thread.
class TenantsModel final : public RowsModel<TenantCredentials> {
    Q_OBJECT

public:
    enum Column { TenantColumn, ClientIdColumn, SecretColumn, ColumnCount };

    using RowsModel::RowsModel;

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

} // namespace kaunt
