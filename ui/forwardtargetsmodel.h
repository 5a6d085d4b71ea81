// SPDX-License-Identifier: MIT
#pragma once

#include "core/forward/forwardsettings.h"
#include "ui/rowsmodel.h"

namespace kaunt {

/// A target as it is being edited.
struct EditedTarget {
    QString url; ///< as it stands in its field, be it a URL or not yet
    ForwardSettings settings;
    QUrl before = {}; ///< its URL when it was read or applied last; empty of a new one

    bool operator==(const EditedTarget&) const = default;
};

/// Where deliveries are forwarded to, as it is edited. GUI thread.
class ForwardTargetsModel final : public RowsModel<EditedTarget> {
    Q_OBJECT

public:
    enum Column { UrlColumn, DeliveriesColumn, StateColumn, ColumnCount };

    using RowsModel::RowsModel;

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

} // namespace kaunt
