// SPDX-License-Identifier: MIT
#pragma once

#include "core/headerlist.h"

#include <QAbstractTableModel>

namespace kaunt {

/// The header fields of a delivery, in the order in which they came. Values that are no UTF-8 are read as Latin-1, so
/// that every byte stands for something. GUI thread.
class HeaderListModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { NameColumn, ValueColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setHeaders(const HeaderList& headers);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    HeaderList m_headers;
};

/// The bytes of a header as text.
[[nodiscard]] QString headerText(const QByteArray& bytes);

} // namespace kaunt
