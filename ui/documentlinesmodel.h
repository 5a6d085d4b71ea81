// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/documentresult.h"
#include "core/api/invoicecodingproposal.h"
#include "ui/rowsmodel.h"

namespace kaunt {

/// The lines of an invoice, as Document AI read them or as they stand behind a proposal. GUI thread.
class DocumentLinesModel final : public RowsModel<DocumentLine> {
    Q_OBJECT

public:
    enum Column {
        LineColumn,
        CheckColumn, ///< what does not add up
        DescriptionColumn,
        QuantityColumn,
        UnitPriceColumn,
        ExVatColumn,
        VatColumn,
        InclVatColumn,
        ColumnCount
    };

    using RowsModel::RowsModel;

    /// `checks` are those of lineCheckTexts().
    void setLines(const QList<DocumentLine>& lines, const QString& currency, const QStringList& checks = {});
    /// They have no unit price, and a name besides the description.
    void setLines(const QList<InvoiceLine>& lines, const QString& currency, const QStringList& checks = {});
    [[nodiscard]] bool hasChecks() const { return !m_checks.isEmpty(); }

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString source(const QModelIndex& index) const;
    [[nodiscard]] QString shown(const QModelIndex& index) const;
    [[nodiscard]] QStringList tableTexts(const QModelIndex& index) const;

    QStringList m_names; ///< of an invoice's lines
    QStringList m_checks;
    QString m_currency;
};

} // namespace kaunt
