// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractTableModel>
#include <QByteArray>

namespace kaunt {

/// The exact bytes of a body, sixteen to a row: where they stand, in hexadecimal, and as ASCII where they are
/// printable. Rows are made when they are painted. GUI thread.
class HexModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { OffsetColumn, BytesColumn, TextColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setBytes(const QByteArray& bytes);
    [[nodiscard]] const QByteArray& bytes() const { return m_bytes; }
    [[nodiscard]] static int rowOfByte(qsizetype offset);
    [[nodiscard]] QString digits() const; ///< of all bytes and nothing else, a row to a line: as `xxd -r -p` reads them

    /// How offsets and a row's bytes are written.
    [[nodiscard]] static QString offsetText(qsizetype offset);
    [[nodiscard]] static QString bytesText(QByteArrayView bytes);
    [[nodiscard]] static QString asciiText(QByteArrayView bytes);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QByteArray m_bytes;
};

} // namespace kaunt
