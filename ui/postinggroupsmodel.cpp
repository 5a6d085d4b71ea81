// SPDX-License-Identifier: MIT
#include "ui/postinggroupsmodel.h"

#include "core/api/exactdecimal.h"
#include "ui/amountsentences.h"
#include "ui/copyabletable.h"
#include "ui/filterterms.h"
#include "ui/plaintooltip.h"
#include "ui/proposalwording.h"
#include "ui/quantities.h"
#include "ui/visibletext.h"

namespace kaunt {

namespace {

bool isAmount(int column)
{
    return column >= PostingGroupsModel::ExVatColumn && column <= PostingGroupsModel::InclVatColumn;
}

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

/// Which lines it is made of: indexes are the safe link to them (kaunt-api.md, Invoice coding proposal). A line without
/// a number is told by its place.
QString groupLinesText(const PostingGroup& group, const QList<InvoiceLine>& lines)
{
    QStringList places;
    for (const int index : group.lineIndexes)
        places.append(QStringLiteral("#%1").arg(index + 1));
    QStringList numbers = group.lineNumbers;
    numbers.removeAll(QString());
    if (numbers.isEmpty() || !hasNumbersOfItsLines(group, lines))
        return numbers.isEmpty()
                   ? linesText(places)
                   : PostingGroupsModel::tr("%1 (numbers: %2)").arg(linesText(places), linesText(numbers));
    QStringList named = group.lineNumbers;
    for (qsizetype i = 0; i < named.size(); ++i) {
        if (named.at(i).isEmpty())
            named[i] = named.size() == places.size() ? places.at(i) : QStringLiteral("–");
    }
    return linesText(named);
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
QList<QStringList> mismatchTexts(const QList<AmountMismatch>& mismatches, qsizetype groups, const QString& currency)
{
    QList<QStringList> texts(groups);
    for (const AmountMismatch& mismatch : mismatches) {
        const QString computed = amountNumber(mismatch.computed, currency);
        if (mismatch.where == AmountMismatch::Where::GroupLines)
            texts[mismatch.index].append(
                PostingGroupsModel::tr("lines %1: %2").arg(amountKindText(mismatch.amount), computed));
        else if (mismatch.where == AmountMismatch::Where::Group)
            texts[mismatch.index].append(PostingGroupsModel::tr("excl. + VAT: %1").arg(computed));
    }
    return texts;
}

/// "≈ lines VAT: 250.00, off by 0.50 (rounding can do that)": a posting has to balance to the last place.
QString roundedText(const QList<AmountMismatch>& rounded, const QString& currency)
{
    QStringList parts;
    for (const AmountMismatch& one : rounded) {
        const Millionths off = millionths(one.stated).value_or(0) - millionths(one.computed).value_or(0);
        parts.append(PostingGroupsModel::tr("lines %1: %2, off by %3")
                         .arg(amountKindText(one.amount), amountNumber(one.computed, currency),
                              amountNumber(decimalText(sizeOf(off), 0), currency)));
    }
    return PostingGroupsModel::tr("≈ %1 (rounding can do that)").arg(parts.join(QStringLiteral("; ")));
}

QString sameText(const GroupCheck& check)
{
    if (check.isWhole)
        return PostingGroupsModel::tr("✔ as its lines");
    QStringList kinds;
    for (const AmountKind kind : check.compared)
        kinds.append(amountKindText(kind));
    return PostingGroupsModel::tr("✔ %1 as its lines").arg(kinds.join(QLatin1String(", ")));
}

QString checkText(const GroupCheck& check, const QStringList& mismatches, const QString& currency)
{
    QStringList parts;
    if (!mismatches.isEmpty())
        parts.append(QStringLiteral("⚠ ") + mismatches.join(QStringLiteral("; ")));
    if (!check.rounded.isEmpty())
        parts.append(roundedText(check.rounded, currency));
    if (parts.isEmpty() && !check.compared.isEmpty())
        parts.append(sameText(check));
    if (!check.shared.isEmpty())
        parts.append(PostingGroupsModel::tr("also in another group: %1").arg(linesText(check.shared)));
    return parts.join(QStringLiteral("; "));
}

} // namespace

void PostingGroupsModel::setProposal(const InvoiceCodingProposal& proposal)
{
    const QString currency = proposal.invoice ? proposal.invoice->currencyCode : QString();
    const QList<QStringList> mismatches = mismatchTexts(checkAmounts(proposal), proposal.groups.size(), currency);
    const QList<GroupCheck> groupChecks = checkGroups(proposal);
    const QList<InvoiceLine> invoiceLines = proposal.invoice ? proposal.invoice->lines : QList<InvoiceLine>();
    QStringList lines;
    QStringList checks;
    for (qsizetype group = 0; group < proposal.groups.size(); ++group) {
        const PostingGroup& one = proposal.groups.at(group);
        const bool isUsual = one.type.isEmpty() || one.type.compare(QLatin1String("posting"), Qt::CaseInsensitive) == 0;
        const QString made = groupLinesText(one, invoiceLines);
        lines.append(isUsual ? made : QStringLiteral("%1 · %2").arg(made, one.type));
        checks.append(checkText(groupChecks.at(group), mismatches.at(group), currency));
    }
    setRows(proposal.groups, [&] {
        m_lines = lines;
        m_checks = checks;
        m_currency = currency;
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

QStringList PostingGroupsModel::tableTexts(const QModelIndex& index) const
{
    const PostingGroup& group = rows().at(index.row());
    QString own = text(index, false);
    if (index.column() == CodingColumn)
        return {own, group.combination ? confidenceName(*group.combination) : QString()};
    return {isAmount(index.column()) ? amountNumber(own, m_currency) : own};
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
    case tableTextRole:
        return tableTexts(index);
    case Qt::ToolTipRole:
        return plainToolTip(text(index, true));
    case Qt::TextAlignmentRole:
        return QVariant::fromValue<Qt::Alignment>((isAmount(index.column()) ? Qt::AlignRight : Qt::AlignLeft) |
                                                  Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant PostingGroupsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == tableTextRole && isAmount(section))
        return inCurrency(headerData(section, orientation, Qt::DisplayRole).toString(), m_currency);
    if (role == tableTextRole && section == CodingColumn)
        return QStringList{tr("Coding"), tr("Coding, confidence")};
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && isAmount(section))
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
