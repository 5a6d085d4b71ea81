// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/jsoncomparison.h"
#include "ui/rowsmodel.h"

namespace kaunt {

/// What two JSON texts say differently, one place to a row. GUI thread.
class DifferencesModel final : public RowsModel<JsonDifference> {
    Q_OBJECT

public:
    enum Column { KindColumn, PathColumn, BeforeColumn, AfterColumn, ColumnCount };
    enum Role {
        KindRole = Qt::UserRole, ///< JsonDifference::Kind as int
    };

    using RowsModel::RowsModel;

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

} // namespace kaunt
