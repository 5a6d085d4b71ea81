// SPDX-License-Identifier: MIT
#include "ui/proposallinesmodel.h"

#include "core/api/linepairs.h"
#include "ui/copyabletable.h"
#include "ui/filterterms.h"
#include "ui/plaintooltip.h"
#include "ui/proposalwording.h"
#include "ui/quantities.h"
#include "ui/visibletext.h"

namespace kaunt {

void ProposalLinesModel::setProposal(const InvoiceCodingProposal& proposal)
{
    setRows(proposal.lines, [&] {
        m_invoiceLines = proposal.invoice ? proposal.invoice->lines : QList<InvoiceLine>();
        m_invoiceLineOf = counterparts(proposal.lines, m_invoiceLines);
        m_currency = proposal.invoice ? proposal.invoice->currencyCode : QString();
        m_dimensions = dimensionColumns(proposal.lines);
    });
}

QList<DimensionValue> ProposalLinesModel::valuesAt(const QModelIndex& index) const
{
    if (!index.isValid() || index.column() < FirstDimensionColumn)
        return {};
    const QString id = m_dimensions.id(index.column() - FirstDimensionColumn);
    for (const DimensionProposal& dimension : rows().at(index.row()).dimensions) {
        if (dimension.dimensionId == id)
            return dimension.values;
    }
    return {};
}

int ProposalLinesModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : FirstDimensionColumn + m_dimensions.count();
}

const InvoiceLine* ProposalLinesModel::invoiceLine(int row) const
{
    const qsizetype place = m_invoiceLineOf.at(row);
    return place < 0 ? nullptr : &m_invoiceLines.at(place);
}

QString ProposalLinesModel::trueCellText(const QModelIndex& index) const
{
    const InvoiceLine* line = invoiceLine(index.row());
    switch (index.column()) {
    case LineColumn:
        return rows().at(index.row()).lineNumber;
    case TextColumn:
        return !line ? QString() : line->description.isEmpty() ? line->name : line->description;
    case AmountColumn:
        return line ? line->amountExVat : QString();
    default:
        break;
    }
    const QList<DimensionValue> values = valuesAt(index);
    return values.isEmpty() ? QString() : dimensionValueText(values.first());
}

QString ProposalLinesModel::cellText(const QModelIndex& index) const
{
    constexpr qsizetype longestShown = 80;
    if (index.column() == AmountColumn)
        return amountText(trueCellText(index), m_currency);
    QString text = elidedText(visibleText(trueCellText(index)), longestShown);
    const QList<DimensionValue> values = valuesAt(index);
    if (values.isEmpty())
        return text;
    QString second = elidedText(visibleText(confidenceText(values.first())), longestShown);
    if (values.size() > 1)
        second = tr("%1 +%2").arg(second, QString::number(values.size() - 1));
    return second.isEmpty() ? text : text + u'\n' + second;
}

QStringList ProposalLinesModel::tableTexts(const QModelIndex& index) const
{
    const QString own = trueCellText(index);
    if (index.column() < FirstDimensionColumn)
        return {index.column() == AmountColumn ? amountNumber(own, m_currency) : own};
    const QList<DimensionValue> values = valuesAt(index);
    if (values.isEmpty())
        return {};
    return {own, confidenceName(values.first()), values.size() > 1 ? QString::number(values.size() - 1) : QString()};
}

QVariant ProposalLinesModel::tableHeadings(int section) const
{
    if (section == AmountColumn)
        return inCurrency(tr("Amount excl. VAT"), m_currency);
    if (section < FirstDimensionColumn || section >= columnCount())
        return {};
    const QString title = m_dimensions.title(section - FirstDimensionColumn);
    return QStringList{title, tr("%1, confidence").arg(title), tr("%1, other proposals").arg(title)};
}

QVariant ProposalLinesModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return cellText(index);
    case Qt::ToolTipRole: {
        QStringList lines;
        const QList<DimensionValue> values = valuesAt(index);
        for (const DimensionValue& value : values)
            lines.append(QStringLiteral("%1 %2").arg(dimensionValueText(value), confidenceText(value)));
        const InvoiceLine* line = invoiceLine(index.row());
        if (line && index.column() == TextColumn)
            return plainToolTip(namedText(line->name, line->description));
        return plainToolTip(lines.isEmpty() ? trueCellText(index) : lines.join(u'\n'));
    }
    case Qt::TextAlignmentRole:
        return QVariant::fromValue<Qt::Alignment>((index.column() == AmountColumn ? Qt::AlignRight : Qt::AlignLeft) |
                                                  Qt::AlignVCenter);
    case trueTextRole:
        return trueCellText(index);
    case filterTermRole:
        if (index.column() == TextColumn)
            return bodyTextTerm(trueCellText(index));
        return valuesAt(index).isEmpty() ? QString() : dimensionValueTerm(valuesAt(index).constFirst());
    case tableTextRole:
        return tableTexts(index);
    case confidenceRole: {
        const QList<DimensionValue> values = valuesAt(index);
        return static_cast<int>(values.isEmpty() ? Confidence::Unknown : values.first().confidence);
    }
    case AlternativeCountRole:
        return std::max(qsizetype{0}, valuesAt(index).size() - 1);
    default:
        return {};
    }
}

QVariant ProposalLinesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    constexpr qsizetype longestShown = 60;
    if (role == tableTextRole)
        return tableHeadings(section);
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && section == AmountColumn)
        return QVariant::fromValue<Qt::Alignment>(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section >= columnCount())
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case LineColumn:
        return tr("Line");
    case TextColumn:
        return tr("Text");
    case AmountColumn:
        return tr("Amount excl. VAT");
    default:
        return elidedText(visibleText(m_dimensions.title(section - FirstDimensionColumn)), longestShown);
    }
}

} // namespace kaunt
