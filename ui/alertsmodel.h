// SPDX-License-Identifier: MIT
#pragma once

#include "core/alerts/alert.h"
#include "ui/rowsmodel.h"

namespace kaunt {

/// The newest 500 alerts, newest first: when, what and why. GUI thread.
class AlertsModel final : public RowsModel<Alert> {
    Q_OBJECT

public:
    enum Column { TimeColumn, RuleColumn, WhatColumn, WhyColumn, DeliveriesColumn, ColumnCount };
    static constexpr int most = 500;

    using RowsModel::RowsModel;

    void add(const Alert& alert);

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

} // namespace kaunt
