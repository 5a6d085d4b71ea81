// SPDX-License-Identifier: MIT
#pragma once

#include "ui/rowsmodel.h"
#include "ui/signaturecomparison.h"

namespace kaunt {

/// What each secret of the endpoint would have given. GUI thread.
class ComputedSignaturesModel final : public RowsModel<ComputedSignature> {
    Q_OBJECT

public:
    enum Column { SecretColumn, ResultColumn, ComputedColumn, ColumnCount };

    using RowsModel::RowsModel;

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

} // namespace kaunt
