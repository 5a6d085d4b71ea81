// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/delivery.h"
#include "ui/rowsmodel.h"

namespace kaunt {

/// What came of one event, as a deliveryHistory() has it: its attempts, and what was refused of it. GUI thread.
class AttemptsModel final : public RowsModel<DeliverySummary> {
    Q_OBJECT

public:
    enum Column {
        AttemptColumn,
        TimeColumn,
        GapColumn,
        AnswerColumn,
        StoredColumn,
        DeliveryColumn,
        CauseColumn, ///< why it came, after the one before
        ColumnCount
    };
    enum Role {
        NumberRole = Qt::UserRole, ///< of the delivery
        ShownRole,                 ///< true for the delivery that is shown
    };

    using RowsModel::RowsModel;

    void setAttempts(const QList<DeliverySummary>& attempts, qint64 shown, qint64 nowUtcMillis);

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(int row, int column) const;
    [[nodiscard]] QString term(int row, int column) const;

    qint64 m_shown = 0;
    qint64 m_now = 0; ///< when they were set
};

} // namespace kaunt
