// SPDX-License-Identifier: MIT
#include "ui/documentlinesmodel.h"

#include "ui/copyabletable.h"
#include "ui/filterterms.h"
#include "ui/plaintooltip.h"
#include "ui/proposalwording.h"
#include "ui/quantities.h"
#include "ui/visibletext.h"

namespace kaunt {

void DocumentLinesModel::setLines(const QList<DocumentLine>& lines, const QString& currency, const QStringList& checks)
{
    setRows(lines, [&] {
        m_names.clear();
        m_checks = checks;
        m_currency = currency;
    });
}

void DocumentLinesModel::setLines(const QList<InvoiceLine>& lines, const QString& currency, const QStringList& checks)
{
    QList<DocumentLine> alike;
    QStringList names;
    for (const InvoiceLine& line : lines) {
        DocumentLine one;
        one.lineNumber = line.lineNumber;
        one.itemDescription = line.description.isEmpty() ? line.name : line.description;
        names.append(line.name);
        one.quantity = line.quantity;
        one.unitOfMeasure = line.unitOfMeasure;
        one.amountExVat = line.amountExVat;
        one.vatAmount = line.vatAmount;
        one.amountInclVat = line.amountInclVat;
        alike.append(one);
    }
    setRows(alike, [&] {
        m_names = names;
        m_checks = checks;
        m_currency = currency;
    });
}

int DocumentLinesModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString DocumentLinesModel::source(const QModelIndex& index) const
{
    const DocumentLine& line = rows().at(index.row());
    switch (index.column()) {
    case LineColumn:
        return line.lineNumber;
    case CheckColumn:
        return m_checks.value(index.row());
    case DescriptionColumn:
        return namedText(m_names.value(index.row()), line.itemDescription);
    case QuantityColumn:
        return line.quantity;
    case UnitPriceColumn:
        return line.unitPrice;
    case ExVatColumn:
        return line.amountExVat;
    case VatColumn:
        return line.vatAmount;
    default:
        return line.amountInclVat;
    }
}

QString DocumentLinesModel::shown(const QModelIndex& index) const
{
    constexpr qsizetype longestShown = 120;
    if (index.column() == QuantityColumn)
        return quantityText(source(index), rows().at(index.row()).unitOfMeasure);
    if (index.column() > QuantityColumn)
        return amountText(source(index), m_currency);
    return elidedText(visibleText(source(index)), longestShown);
}

QStringList DocumentLinesModel::tableTexts(const QModelIndex& index) const
{
    if (index.column() == QuantityColumn)
        return {quantityText(source(index), {}), rows().at(index.row()).unitOfMeasure};
    return {index.column() > QuantityColumn ? amountNumber(source(index), m_currency) : source(index)};
}

QVariant DocumentLinesModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return shown(index);
    case trueTextRole:
        return source(index);
    case Qt::ToolTipRole:
        return plainToolTip(index.column() >= QuantityColumn ? shown(index) : source(index));
    case filterTermRole:
        if (index.column() == DescriptionColumn)
            return bodyTextTerm(rows().at(index.row()).itemDescription); // the name stands elsewhere in the body
        return index.column() == QuantityColumn || index.column() == CheckColumn ? QString()
                                                                                 : bodyTextTerm(source(index));
    case tableTextRole:
        return tableTexts(index);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue<Qt::Alignment>((index.column() >= QuantityColumn ? Qt::AlignRight : Qt::AlignLeft) |
                                                  Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant DocumentLinesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == tableTextRole && section == QuantityColumn)
        return QStringList{tr("Quantity"), tr("Unit")};
    if (role == tableTextRole && section > QuantityColumn)
        return inCurrency(headerData(section, orientation, Qt::DisplayRole).toString(), m_currency);
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && section >= QuantityColumn)
        return QVariant::fromValue<Qt::Alignment>(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case LineColumn:
        return tr("Line");
    case CheckColumn:
        return tr("Check");
    case DescriptionColumn:
        return tr("Description");
    case QuantityColumn:
        return tr("Quantity");
    case UnitPriceColumn:
        return tr("Unit price");
    case ExVatColumn:
        return tr("Excl. VAT");
    case VatColumn:
        return tr("VAT");
    default:
        return tr("Incl. VAT");
    }
}

} // namespace kaunt
