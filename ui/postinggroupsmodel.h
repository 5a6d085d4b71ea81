// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/invoicecodingproposal.h"

#include <QAbstractTableModel>

namespace kaunt {

/// The posting groups of a proposal: which lines, under which text, with which amounts. GUI thread.
class PostingGroupsModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        LinesColumn,
        TextColumn,
        CodingColumn,
        ExVatColumn,
        VatColumn,
        InclVatColumn,
        AccrualColumn,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setGroups(const QList<PostingGroup>& groups, const QString& currency);
    [[nodiscard]] const QList<PostingGroup>& groups() const { return m_groups; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const QModelIndex& index, bool isForReading) const;

    QList<PostingGroup> m_groups;
    QString m_currency;
};

} // namespace kaunt
