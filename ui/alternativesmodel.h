// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/invoicecodingproposal.h"

#include <QAbstractTableModel>

namespace kaunt {

/// All values that are proposed for one dimension of one line, best first. GUI thread.
class AlternativesModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { PriorityColumn, ValueColumn, ConfidenceColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setValues(const QList<DimensionValue>& values);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<DimensionValue> m_values;
};

} // namespace kaunt
