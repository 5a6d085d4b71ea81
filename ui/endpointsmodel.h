// SPDX-License-Identifier: MIT
#pragma once

#include "core/receiver/receiversettings.h"
#include "ui/rowsmodel.h"

namespace kaunt {

/// The endpoints as they are edited: their names, their paths, and how many secrets they have. GUI thread.
class EndpointsModel final : public RowsModel<Endpoint> {
    Q_OBJECT

public:
    enum Column { NameColumn, PathColumn, SecretsColumn, ColumnCount };

    using RowsModel::RowsModel;

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

} // namespace kaunt
