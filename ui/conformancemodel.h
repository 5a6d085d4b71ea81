// SPDX-License-Identifier: MIT
#pragma once

#include "core/conformance/conformancecase.h"
#include "ui/rowsmodel.h"

namespace kaunt {

/// What an integrator's endpoint did in each case, in the order in which it was tried. GUI thread.
class ConformanceModel final : public RowsModel<ConformanceResult> {
    Q_OBJECT

public:
    enum Column { GradeColumn, CaseColumn, AnswerColumn, MeaningColumn, ColumnCount };
    enum Role { GradeRole = Qt::UserRole }; ///< a ConformanceResult::Grade, of each cell

    using RowsModel::RowsModel;

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

} // namespace kaunt
