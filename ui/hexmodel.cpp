// SPDX-License-Identifier: MIT
#include "ui/hexmodel.h"

#include <QFontDatabase>

namespace kaunt {

namespace {

constexpr qsizetype bytesPerRow = 16;

} // namespace

void HexModel::setBytes(const QByteArray& bytes)
{
    beginResetModel();
    m_bytes = bytes;
    endResetModel();
}

QString HexModel::offsetText(qsizetype offset)
{
    return QString::number(offset, 16).rightJustified(8, u'0');
}

QString HexModel::asciiText(QByteArrayView bytes)
{
    QString text;
    for (const char byte : bytes)
        text += byte >= 0x20 && byte < 0x7f ? QChar::fromLatin1(byte) : QChar(u'·');
    return text;
}

QString HexModel::bytesText(QByteArrayView bytes)
{
    // A wider gap in the middle lets the eye count.
    const QByteArray left = bytes.first(std::min(bytes.size(), bytesPerRow / 2)).toByteArray().toHex(' ');
    const QByteArray right = bytes.sliced(std::min(bytes.size(), bytesPerRow / 2)).toByteArray().toHex(' ');
    return right.isEmpty() ? QString::fromLatin1(left) : QString::fromLatin1(left + "  " + right);
}

int HexModel::rowOfByte(qsizetype offset)
{
    return static_cast<int>(offset / bytesPerRow);
}

QString HexModel::digits() const
{
    constexpr int charactersOfByte = 3;
    QByteArray lines = m_bytes.toHex(' ');
    for (qsizetype end = bytesPerRow * charactersOfByte - 1; end < lines.size(); end += bytesPerRow * charactersOfByte)
        lines[end] = '\n';
    return QString::fromLatin1(lines);
}

int HexModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>((m_bytes.size() + bytesPerRow - 1) / bytesPerRow);
}

int HexModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HexModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::FontRole)
        return QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (role != Qt::DisplayRole)
        return {};
    const qsizetype offset = index.row() * bytesPerRow;
    const QByteArrayView bytes = QByteArrayView(m_bytes).sliced(offset, std::min(bytesPerRow, m_bytes.size() - offset));
    switch (index.column()) {
    case OffsetColumn:
        return offsetText(offset);
    case BytesColumn:
        return bytesText(bytes);
    default:
        return asciiText(bytes);
    }
}

QVariant HexModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case OffsetColumn:
        return tr("Offset");
    case BytesColumn:
        return tr("Bytes");
    default:
        return tr("ASCII");
    }
}

} // namespace kaunt
