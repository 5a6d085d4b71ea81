// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/amountchecks.h"
#include "ui/rowsmodel.h"

namespace kaunt {

/// The posting groups of a proposal: which lines, under which text, with which amounts. GUI thread.
class PostingGroupsModel final : public RowsModel<PostingGroup> {
    Q_OBJECT

public:
    enum Column {
        LinesColumn,
        CheckColumn, ///< whether the amounts are those of the lines, and which lines are in another group too
        TextColumn,
        CodingColumn,
        ExVatColumn,
        VatColumn,
        InclVatColumn,
        AccrualColumn,
        ColumnCount
    };

    using RowsModel::RowsModel;

    void setProposal(const InvoiceCodingProposal& proposal);

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const QModelIndex& index, bool isForReading) const;
    [[nodiscard]] QStringList tableTexts(const QModelIndex& index) const;

    QStringList m_lines; ///< of each group
    QStringList m_checks;
    QString m_currency;
};

} // namespace kaunt
