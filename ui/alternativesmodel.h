// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/invoicecodingproposal.h"
#include "ui/rowsmodel.h"

namespace kaunt {

/// All values that are proposed for one dimension of one line, best first. GUI thread.
class AlternativesModel final : public RowsModel<DimensionValue> {
    Q_OBJECT

public:
    enum Column { PriorityColumn, ValueColumn, ConfidenceColumn, ColumnCount };

    using RowsModel::RowsModel;

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

} // namespace kaunt
