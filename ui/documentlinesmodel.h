// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/documentresult.h"
#include "core/api/invoicecodingproposal.h"

#include <QAbstractTableModel>

namespace kaunt {

/// The lines of an invoice, as Document AI read them or as they stand behind a proposal. GUI thread.
class DocumentLinesModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        LineColumn,
        DescriptionColumn,
        QuantityColumn,
        UnitPriceColumn,
        ExVatColumn,
        VatColumn,
        InclVatColumn,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setLines(const QList<DocumentLine>& lines, const QString& currency);
    /// They have no unit price.
    void setLines(const QList<InvoiceLine>& lines, const QString& currency);
    [[nodiscard]] const QList<DocumentLine>& lines() const { return m_lines; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString source(const QModelIndex& index) const;
    [[nodiscard]] QString shown(const QModelIndex& index) const;

    QList<DocumentLine> m_lines;
    QString m_currency;
};

} // namespace kaunt
