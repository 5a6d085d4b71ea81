// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/signature.h"
#include "ui/rowsmodel.h"

namespace kaunt {

/// An endpoint's secrets by their names: whether they verify, and whether there is a value. Never the value. GUI
/// thread.
class SecretsModel final : public RowsModel<SigningSecret> {
    Q_OBJECT

public:
    enum Column { NameColumn, StateColumn, ValueColumn, ColumnCount };

    using RowsModel::RowsModel;

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

} // namespace kaunt
