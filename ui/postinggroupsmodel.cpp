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

/// Whether the group calls the lines at its indexes by their numbers.
bool hasNumbersOfItsLines(const PostingGroup& group, const QList<InvoiceLine>& lines)
{
    if (lines.isEmpty() || group.lineIndexes.isEmpty())
        return true; // nothing says otherwise
    if (group.lineNumbers.size() != group.lineIndexes.size())
        return false;
    for (qsizetype i = 0; i < group.lineIndexes.size(); ++i) {
        const int index = group.lineIndexes.at(i);
        if (index >= lines.size() || lines.at(index).lineNumber != group.lineNumbers.at(i))
            return false;
    }
    return true;
}

/// Which lines it is made of: indexes are the safe link to them (kaunt-api.md, Invoice coding proposal).
QString linesText(const PostingGroup& group, const QList<InvoiceLine>& lines)
{
    QString numbers = group.lineNumbers.join(QLatin1String(", "));
    if (!numbers.isEmpty() && hasNumbersOfItsLines(group, lines))
        return numbers;
    QStringList positions;
    for (const int index : group.lineIndexes)
        positions.append(QStringLiteral("#%1").arg(index + 1));
    const QString places = positions.join(QLatin1String(", "));
    return numbers.isEmpty() ? places : PostingGroupsModel::tr("%1 (numbers: %2)").arg(places, numbers);
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

/// Of each of so many groups, what does not add up.
QList<QStringList> mismatchTexts(const QList<AmountMismatch>& mismatches, qsizetype groups)
{
    QList<QStringList> texts(groups);
    for (const AmountMismatch& mismatch : mismatches) {
        const QString computed = amountText(mismatch.computed, {});
        if (mismatch.where == AmountMismatch::Where::GroupLines)
            texts[mismatch.index].append(
                PostingGroupsModel::tr("lines %1: %2").arg(amountKindText(mismatch.amount), computed));
        else if (mismatch.where == AmountMismatch::Where::Group)
            texts[mismatch.index].append(PostingGroupsModel::tr("excl. + VAT: %1").arg(computed));
    }
    return texts;
}

QString checkText(const GroupCheck& check, const QStringList& mismatches)
{
    QStringList parts;
    if (!mismatches.isEmpty())
        parts.append(QStringLiteral("⚠ ") + mismatches.join(QStringLiteral("; ")));
    else if (!check.compared.isEmpty() && check.isWhole)
        parts.append(PostingGroupsModel::tr("✔ as its lines"));
    else if (!check.compared.isEmpty()) {
        QStringList kinds;
        for (const AmountKind kind : check.compared)
            kinds.append(amountKindText(kind));
        parts.append(PostingGroupsModel::tr("✔ %1 as its lines").arg(kinds.join(QLatin1String(", "))));
    }
    QStringList shared;
    for (const qsizetype line : check.shared)
        shared.append(QStringLiteral("#%1").arg(line + 1));
    if (!shared.isEmpty())
        parts.append(PostingGroupsModel::tr("also in another group: %1").arg(shared.join(QLatin1String(", "))));
    return parts.join(QStringLiteral("; "));
}

} // namespace

void PostingGroupsModel::setProposal(const InvoiceCodingProposal& proposal)
{
    const QList<QStringList> mismatches = mismatchTexts(checkAmounts(proposal), proposal.groups.size());
    const QList<GroupCheck> groupChecks = checkGroups(proposal);
    const QList<InvoiceLine> invoiceLines = proposal.invoice ? proposal.invoice->lines : QList<InvoiceLine>();
    QStringList lines;
    QStringList checks;
    for (qsizetype group = 0; group < proposal.groups.size(); ++group) {
        lines.append(linesText(proposal.groups.at(group), invoiceLines));
        checks.append(checkText(groupChecks.at(group), mismatches.at(group)));
    }
    setRows(proposal.groups, [&] {
        m_lines = lines;
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
        return m_lines.at(index.row());
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
