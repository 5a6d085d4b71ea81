// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/bytecomparison.h"

#include <QAbstractTableModel>
#include <QByteArray>

namespace kaunt {

/// The bytes of two bodies side by side, eight to a row: the same beginning, what differs, and the same end, which
/// stands in line though its offsets may differ. Rows are made when they are painted. GUI thread.
class DifferingBytesModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        SignColumn, ///< "≠" where the row differs
        OffsetBeforeColumn,
        BytesBeforeColumn,
        TextBeforeColumn,
        OffsetAfterColumn,
        BytesAfterColumn,
        TextAfterColumn,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setBodies(const QByteArray& before, const QByteArray& after, const ByteComparison& comparison);
    [[nodiscard]] int firstDifferingRow() const; ///< -1 where there is none

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Span {
        qsizetype offset = 0;
        qsizetype length = 0;
    };
    struct Row {
        Span before;
        Span after;
        bool isSame = true;
    };
    [[nodiscard]] Row rowAt(int row) const;
    [[nodiscard]] QString text(const Row& row, int column) const;

    QByteArray m_before;
    QByteArray m_after;
    ByteComparison m_comparison;
};

} // namespace kaunt
