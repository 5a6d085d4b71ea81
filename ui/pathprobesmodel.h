// SPDX-License-Identifier: MIT
#pragma once

#include "core/pathtest/pathreport.h"
#include "ui/rowsmodel.h"

namespace kaunt {

/// What became of each probe of a path test, in their order. GUI thread.
class PathProbesModel final : public RowsModel<PathResult> {
    Q_OBJECT

public:
    enum Column { EffectColumn, ProbeColumn, TriesColumn, AnswerColumn, DeliveryColumn, ColumnCount };

    using RowsModel::RowsModel;

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

/// With a mark in front, so that it stands out by more than a colour: "✖ Breaks deliveries".
[[nodiscard]] QString markedEffect(PathChange::Effect effect);

} // namespace kaunt
