// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/invoicecodingproposal.h"
#include "ui/dimensioncolumns.h"
#include "ui/rowsmodel.h"

namespace kaunt {

/// A proposal's lines by its dimensions: in each cell the best value and, on a second line, how sure it is. What the
/// invoice says about a line stands in front. GUI thread.
class ProposalLinesModel final : public RowsModel<LineProposal> {
    Q_OBJECT

public:
    enum Column { LineColumn, TextColumn, AmountColumn, FirstDimensionColumn };
    enum Role {
        AlternativeCountRole = Qt::UserRole, ///< values besides the best
    };

    using RowsModel::RowsModel;

    void setProposal(const InvoiceCodingProposal& proposal);
    /// All values that are proposed for this cell, best first; none where the cell is no dimension's.
    [[nodiscard]] QList<DimensionValue> valuesAt(const QModelIndex& index) const;

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] const InvoiceLine* invoiceLine(int row) const;
    [[nodiscard]] QString trueCellText(const QModelIndex& index) const;
    [[nodiscard]] QString cellText(const QModelIndex& index) const;
    [[nodiscard]] QStringList tableTexts(const QModelIndex& index) const;
    [[nodiscard]] QVariant tableHeadings(int section) const;

    QList<InvoiceLine> m_invoiceLines;
    QList<qsizetype> m_invoiceLineOf; ///< of each line, among the invoice's; -1 where that can't be told
    QString m_currency;
    DimensionColumns m_dimensions;
};

} // namespace kaunt
