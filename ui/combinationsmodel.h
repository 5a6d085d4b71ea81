// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/invoicecodingproposal.h"
#include "ui/dimensioncolumns.h"

#include <QAbstractTableModel>

namespace kaunt {

/// The combinations of values that are proposed for each line, one to a row, best first: how sure it is that all
/// together are right, and the values by dimension. GUI thread.
class CombinationsModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { LineColumn, RankColumn, ConfidenceColumn, FirstDimensionColumn };

    using QAbstractTableModel::QAbstractTableModel;

    void setCombinations(const QList<LineCombinations>& lines);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        QString lineNumber;
        DimensionCombination combination;
    };

    [[nodiscard]] QString text(const QModelIndex& index) const;

    QList<Row> m_rows;
    DimensionColumns m_dimensions;
};

} // namespace kaunt
