// SPDX-License-Identifier: MIT
#include "ui/differingbytesmodel.h"

#include "ui/hexmodel.h"

#include <QFontDatabase>

#include <algorithm>

namespace kaunt {

namespace {

constexpr qsizetype bytesPerSide = 8;

qsizetype rowsFor(qsizetype bytes)
{
    return (bytes + bytesPerSide - 1) / bytesPerSide;
}

} // namespace

void DifferingBytesModel::setBodies(const QByteArray& before, const QByteArray& after, const ByteComparison& comparison)
{
    beginResetModel();
    m_before = before;
    m_after = after;
    m_comparison = comparison;
    endResetModel();
}

int DifferingBytesModel::firstDifferingRow() const
{
    return m_comparison.isSame() ? -1 : static_cast<int>(rowsFor(m_comparison.sameBegin));
}

int DifferingBytesModel::rowCount(const QModelIndex& parent) const
{
    if (parent.isValid())
        return 0;
    const qsizetype differing = std::max(m_comparison.differsBefore, m_comparison.differsAfter);
    return static_cast<int>(rowsFor(m_comparison.sameBegin) + rowsFor(differing) + rowsFor(m_comparison.sameEnd));
}

int DifferingBytesModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

DifferingBytesModel::Row DifferingBytesModel::rowAt(int row) const
{
    const auto span = [](qsizetype begin, qsizetype length, qsizetype place) {
        const qsizetype skipped = std::min(place * bytesPerSide, length);
        return Span{begin + skipped, std::min(bytesPerSide, length - skipped)};
    };
    qsizetype place = row;
    const qsizetype beginRows = rowsFor(m_comparison.sameBegin);
    if (place < beginRows) {
        const Span same = span(0, m_comparison.sameBegin, place);
        return {same, same, true};
    }
    place -= beginRows;
    const qsizetype differingRows = rowsFor(std::max(m_comparison.differsBefore, m_comparison.differsAfter));
    if (place < differingRows) {
        const Span before = span(m_comparison.sameBegin, m_comparison.differsBefore, place);
        const Span after = span(m_comparison.sameBegin, m_comparison.differsAfter, place);
        const bool isSame = QByteArrayView(m_before).sliced(before.offset, before.length) ==
                            QByteArrayView(m_after).sliced(after.offset, after.length);
        return {before, after, isSame};
    }
    place -= differingRows;
    return {span(m_before.size() - m_comparison.sameEnd, m_comparison.sameEnd, place),
            span(m_after.size() - m_comparison.sameEnd, m_comparison.sameEnd, place), true};
}

QString DifferingBytesModel::text(const Row& row, int column) const
{
    const bool isBefore = column < OffsetAfterColumn;
    const Span& span = isBefore ? row.before : row.after;
    const QByteArrayView bytes = QByteArrayView(isBefore ? m_before : m_after).sliced(span.offset, span.length);
    switch (column) {
    case SignColumn:
        return row.isSame ? QString() : QStringLiteral("≠");
    case OffsetBeforeColumn:
    case OffsetAfterColumn:
        return span.length > 0 ? HexModel::offsetText(span.offset) : QString();
    case BytesBeforeColumn:
    case BytesAfterColumn:
        return HexModel::bytesText(bytes);
    default:
        return HexModel::asciiText(bytes);
    }
}

QVariant DifferingBytesModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Row row = rowAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::FontRole: {
        QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        font.setBold(!row.isSame);
        return font;
    }
    case Qt::AccessibleTextRole:
        return index.column() != SignColumn ? QVariant() : row.isSame ? tr("the same") : tr("different");
    default:
        return {};
    }
}

QVariant DifferingBytesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case SignColumn:
        return QStringLiteral("≠");
    case OffsetBeforeColumn:
        return tr("Before, at");
    case BytesBeforeColumn:
    case BytesAfterColumn:
        return tr("Bytes");
    case OffsetAfterColumn:
        return tr("After, at");
    default:
        return tr("ASCII");
    }
}

} // namespace kaunt
