// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/combinationdifferences.h"
#include "ui/dimensioncolumns.h"
#include "ui/rowsmodel.h"

namespace kaunt {

/// One combination of a line, and how it stands to the values that are proposed for that line one by one.
struct CombinationRow {
    QString lineNumber;
    DimensionCombination combination;
    bool hasSingles = false; ///< else which those are can't be told
    QList<CombinationDifference> differences;
};

/// The combinations of values that are proposed for each line, one to a row, best first: how sure it is that all
/// together are right, whether they are what is proposed for each dimension alone, no more and no less, and the values
/// by dimension, with how sure each is on a second line. GUI thread.
class CombinationsModel final : public RowsModel<CombinationRow> {
    Q_OBJECT

public:
    enum Column { LineColumn, RankColumn, ConfidenceColumn, AgainstSinglesColumn, FirstDimensionColumn };

    using RowsModel::RowsModel;

    /// `singles` are the values that are proposed one by one.
    void setCombinations(const QList<LineCombinations>& lines, const QList<LineProposal>& singles);

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const QModelIndex& index) const;
    [[nodiscard]] const DimensionValue* valueAt(const QModelIndex& index) const;
    /// How sure the value of a dimension is by itself; null of other columns.
    [[nodiscard]] QString valueConfidence(const QModelIndex& index) const;
    [[nodiscard]] Confidence confidenceAt(const QModelIndex& index) const;

    DimensionColumns m_dimensions;
};

} // namespace kaunt
