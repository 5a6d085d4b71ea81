// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractTableModel>
#include <QList>

namespace kaunt {

/// The rows of a short list that is replaced whole: all that such models have in common but their columns. GUI thread.
template <typename Row>
class RowsModel : public QAbstractTableModel {
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setRows(const QList<Row>& rows)
    {
        beginResetModel();
        m_rows = rows;
        endResetModel();
    }
    [[nodiscard]] const QList<Row>& rows() const { return m_rows; }

    void insert(int row, const Row& value)
    {
        beginInsertRows({}, row, row);
        m_rows.insert(row, value);
        endInsertRows();
    }

    void replace(int row, const Row& value)
    {
        m_rows[row] = value;
        Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
    }

    void remove(int row)
    {
        beginRemoveRows({}, row, row);
        m_rows.removeAt(row);
        endRemoveRows();
    }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }

protected:
    /// For a model that keeps more than its rows: `setRest` is called within the reset, so that nobody sees the one
    /// without the other.
    template <typename SetRest>
    void setRows(const QList<Row>& rows, const SetRest& setRest)
    {
        beginResetModel();
        m_rows = rows;
        setRest();
        endResetModel();
    }

private:
    QList<Row> m_rows;
};

} // namespace kaunt
