// SPDX-License-Identifier: MIT
#pragma once

#include "core/alerts/alert.h"
#include "core/clock.h"
#include "ui/rowsmodel.h"

namespace kaunt {

/// The newest 500 alerts, by the time that they tell of, newest first: when, what and why. GUI thread; the clock
/// outlives it.
class AlertsModel final : public RowsModel<Alert> {
    Q_OBJECT

public:
    enum Column { TimeColumn, RuleColumn, WhatColumn, WhyColumn, DeliveriesColumn, ColumnCount };
    static constexpr int most = 500;

    explicit AlertsModel(const Clock& clock, QObject* parent = nullptr);

    void add(const Alert& alert);

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const Clock& m_clock;
};

} // namespace kaunt
