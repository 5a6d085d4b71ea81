// SPDX-License-Identifier: MIT
#pragma once

#include "core/headerlist.h"
#include "ui/rowsmodel.h"

namespace kaunt {

/// The header fields of a delivery, in the order in which they came. Values that are no UTF-8 are read as Latin-1, so
/// that every byte stands for something. GUI thread.
class HeaderListModel final : public RowsModel<Header> {
    Q_OBJECT

public:
    enum Column { NameColumn, ValueColumn, ColumnCount };

    using RowsModel::RowsModel;

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

/// The bytes of a header as text.
[[nodiscard]] QString headerText(const QByteArray& bytes);

} // namespace kaunt
