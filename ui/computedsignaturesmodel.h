// SPDX-License-Identifier: MIT
#pragma once

#include "ui/signaturecomparison.h"

#include <QAbstractTableModel>

namespace kaunt {

/// What each secret of the endpoint would have given. GUI thread.
class ComputedSignaturesModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { SecretColumn, ResultColumn, ComputedColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setSignatures(const QList<ComputedSignature>& signatures);
    [[nodiscard]] const QList<ComputedSignature>& signatures() const { return m_signatures; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<ComputedSignature> m_signatures;
};

} // namespace kaunt
