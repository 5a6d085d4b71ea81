// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/delivery.h"
#include "ui/rowsmodel.h"

namespace kaunt {

/// The events of one request, in the order in which they came first, with the times between. GUI thread.
class ChainModel final : public RowsModel<DeliverySummary> {
    Q_OBJECT

public:
    enum Column { EventColumn, TimeColumn, GapColumn, SinceStartColumn, AttemptsColumn, DeliveryColumn, ColumnCount };
    enum Role {
        NumberRole = Qt::UserRole, ///< of the event's first delivery
    };

    using RowsModel::RowsModel;

    /// `shown` is the row of the event that the details are about; -1 where it is none of them.
    void setChain(const QList<DeliverySummary>& chain, int shown);

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(int row, int column) const;

    int m_shown = -1;
};

} // namespace kaunt
