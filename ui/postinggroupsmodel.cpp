// SPDX-License-Identifier: MIT
#include "ui/postinggroupsmodel.h"

#include "ui/amountsentences.h"
#include "ui/copyabletable.h"
#include "ui/filterterms.h"
#include "ui/plaintooltip.h"
#include "ui/proposalwording.h"
#include "ui/quantities.h"
#include "ui/visibletext.h"

namespace kaunt {

namespace {

QString linesText(const PostingGroup& group)
{
    if (!group.lineNumbers.isEmpty())
        return group.lineNumbers.join(QLatin1String(", "));
    QStringList positions;
    for (const int index : group.lineIndexes)
        positions.append(QStringLiteral("#%1").arg(index + 1));
    return positions.join(QLatin1String(", "));
}

QString codingText(const PostingGroup& group)
{
    QStringList values;
    if (group.combination) {
        for (const DimensionValue& value : group.combination->values)
            values.append(value.valueId.isEmpty() ? value.valueName : value.valueId);
    }
    return values.join(QStringLiteral(" · "));
}

QString checkText(const InvoiceCodingProposal& proposal, const QList<AmountMismatch>& mismatches, int group)
{
    QStringList parts;
    for (const AmountMismatch& mismatch : mismatches) {
        if (mismatch.index != group)
            continue;
        if (mismatch.where == AmountMismatch::Where::GroupLines)
            parts.append(PostingGroupsModel::tr("lines %1: %2")
                             .arg(amountKindText(mismatch.amount), amountText(mismatch.computed, {})));
        else if (mismatch.where == AmountMismatch::Where::Group)
            parts.append(PostingGroupsModel::tr("excl. + VAT: %1").arg(amountText(mismatch.computed, {})));
    }
    if (!parts.isEmpty())
        return QStringLiteral("⚠ ") + parts.join(QStringLiteral("; "));
    return isComparedWithLines(proposal, group) ? PostingGroupsModel::tr("✔ as its lines") : QString();
}

} // namespace

void PostingGroupsModel::setProposal(const InvoiceCodingProposal& proposal)
{
    const QList<AmountMismatch> mismatches = checkAmounts(proposal);
    QStringList checks;
    for (int group = 0; group < proposal.groups.size(); ++group)
        checks.append(checkText(proposal, mismatches, group));
    setRows(proposal.groups, [&] {
        m_checks = checks;
        m_currency = proposal.invoice ? proposal.invoice->currencyCode : QString();
    });
}

int PostingGroupsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString PostingGroupsModel::text(const QModelIndex& index, bool isForReading) const
{
    const PostingGroup& group = rows().at(index.row());
    const auto amount = [&](const DecimalText& source) {
        return isForReading ? amountText(source, m_currency) : source;
    };
    switch (index.column()) {
    case LinesColumn:
        return linesText(group);
    case TextColumn:
        return group.texts.isEmpty() ? QString() : group.texts.first().text;
    case CodingColumn:
        return codingText(group);
    case ExVatColumn:
        return amount(group.amountExVat);
    case VatColumn:
        return amount(group.vatAmount);
    case InclVatColumn:
        return amount(group.amountInclVat);
    case CheckColumn:
        return m_checks.at(index.row());
    default:
        return group.accruals.isEmpty() ? QString() : accrualText(group.accruals.first());
    }
}

QVariant PostingGroupsModel::data(const QModelIndex& index, int role) const
{
    constexpr qsizetype longestShown = 120;
    if (!index.isValid())
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return elidedText(visibleText(text(index, true)), longestShown);
    case filterTermRole:
        return index.column() == TextColumn ? bodyTextTerm(text(index, false)) : QString();
    case trueTextRole:
        return text(index, false);
    case tableTextRole: {
        const bool isAmount = index.column() >= ExVatColumn && index.column() <= InclVatColumn;
        return isAmount ? amountText(text(index, false), {}) : text(index, false);
    }
    case Qt::ToolTipRole:
        return plainToolTip(text(index, true));
    case Qt::TextAlignmentRole: {
        const bool isAmount = index.column() >= ExVatColumn && index.column() <= InclVatColumn;
        return QVariant::fromValue<Qt::Alignment>((isAmount ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    default:
        return {};
    }
}

QVariant PostingGroupsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && section >= ExVatColumn &&
        section <= InclVatColumn)
        return QVariant::fromValue<Qt::Alignment>(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case LinesColumn:
        return tr("Lines");
    case TextColumn:
        return tr("Posting text");
    case CodingColumn:
        return tr("Coding");
    case ExVatColumn:
        return tr("Excl. VAT");
    case VatColumn:
        return tr("VAT");
    case InclVatColumn:
        return tr("Incl. VAT");
    case CheckColumn:
        return tr("Check");
    default:
        return tr("Accrual");
    }
}

} // namespace kaunt
