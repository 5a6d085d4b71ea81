// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/amountchecks.h"
#include "ui/dimensioncolumns.h"

#include <QAbstractTableModel>

namespace kaunt {

/// The combinations of values that are proposed for each line, one to a row, best first: how sure it is that all
/// together are right, whether they are what is proposed for each dimension alone, and the values by dimension, with
/// how sure each is on a second line. GUI thread.
class CombinationsModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { LineColumn, RankColumn, ConfidenceColumn, AgainstSinglesColumn, FirstDimensionColumn };

    using QAbstractTableModel::QAbstractTableModel;

    /// `singles` are the values that are proposed one by one.
    void setCombinations(const QList<LineCombinations>& lines, const QList<LineProposal>& singles);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        QString lineNumber;
        DimensionCombination combination;
        bool hasSingles = false;
        QList<CombinationConflict> conflicts;
    };

    [[nodiscard]] QString text(const QModelIndex& index) const;
    [[nodiscard]] const DimensionValue* valueAt(const QModelIndex& index) const;
    /// How sure the value of a dimension is by itself; null of other columns.
    [[nodiscard]] QString valueConfidence(const QModelIndex& index) const;
    [[nodiscard]] Confidence confidenceAt(const QModelIndex& index) const;

    QList<Row> m_rows;
    DimensionColumns m_dimensions;
};

} // namespace kaunt
