// SPDX-License-Identifier: MIT
#pragma once

#include "ui/rowsmodel.h"

namespace kaunt {

/// A name and what is under it.
struct Field {
    QString name;
    QString value;     ///< as people read it; control characters are made visible by the model
    QString trueValue; ///< as it came, for copying; null where `value` is that
    QString term = {}; ///< of a filter that finds the value; null where it stands as a string in a JSON body
    /// As a spreadsheet of the user's language takes it: a number without `tableUnit`, its currency or unit; null where
    /// that is `trueValue`.
    QString tableValue = {};
    QString tableUnit = {};
    /// Of a filter that finds the name; null where none does.
    QString nameTerm = {};

    bool operator==(const Field&) const = default;
};

/// Names and values, one pair to a row; copied as a table, units stand in a column of their own. GUI thread.
class FieldsModel final : public RowsModel<Field> {
    Q_OBJECT

public:
    enum Column { NameColumn, ValueColumn, ColumnCount };

    explicit FieldsModel(QObject* parent = nullptr);
    /// What stands above the names, where that is not "Field".
    explicit FieldsModel(QString nameHeading, QObject* parent = nullptr);

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const QString m_nameHeading;
};

} // namespace kaunt
