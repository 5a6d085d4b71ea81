// SPDX-License-Identifier: MIT
#pragma once

#include "core/pathtest/pathreport.h"
#include "ui/rowsmodel.h"

namespace kaunt {

/// What a path changed, the worst first, each with the probes that it happened to. GUI thread.
class PathChangesModel final : public RowsModel<SharedPathChange> {
    Q_OBJECT

public:
    enum Column { EffectColumn, ProbesColumn, ChangeColumn, ColumnCount };

    using RowsModel::RowsModel;

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

} // namespace kaunt
