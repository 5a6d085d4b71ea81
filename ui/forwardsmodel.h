// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/forwardrecord.h"
#include "ui/rowsmodel.h"

namespace kaunt {

/// What became of one delivery at each target that it was forwarded to. GUI thread.
class ForwardsModel final : public RowsModel<ForwardRecord> {
    Q_OBJECT

public:
    enum Column { TargetColumn, StatusColumn, TimeColumn, AttemptsColumn, OutcomeColumn, FinishedColumn, ColumnCount };

    using RowsModel::RowsModel;

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const ForwardRecord& record, int column) const;
};

} // namespace kaunt
