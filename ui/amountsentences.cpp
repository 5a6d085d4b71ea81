// SPDX-License-Identifier: MIT
#include "ui/amountsentences.h"

#include "ui/proposalwording.h"
#include "ui/quantities.h"
#include "ui/visibletext.h"

#include <QCoreApplication>

#include <utility>

namespace kaunt {

namespace {

struct AmountSentences {
    Q_DECLARE_TR_FUNCTIONS(AmountSentences)
};

QString unreadText(const QList<DecimalText>& unread)
{
    constexpr qsizetype longestShown = 40;
    QStringList shown;
    for (const DecimalText& text : unread)
        shown.append(QStringLiteral("“%1”").arg(elidedText(visibleText(text), longestShown)));
    return AmountSentences::tr("Not read as numbers, or too large: %1.").arg(shown.join(QStringLiteral(", ")));
}

} // namespace

QString amountKindText(AmountKind kind)
{
    switch (kind) {
    case AmountKind::ExVat:
        return AmountSentences::tr("excl. VAT");
    case AmountKind::Vat:
        return AmountSentences::tr("VAT");
    case AmountKind::InclVat:
        return AmountSentences::tr("incl. VAT");
    }
    return {};
}

QString mismatchText(const AmountMismatch& mismatch, const QString& currency)
{
    const QString stated = amountText(mismatch.stated, currency);
    const QString computed = amountText(mismatch.computed, currency);
    const QString kind = amountKindText(mismatch.amount);
    const int place = mismatch.index + 1;
    switch (mismatch.where) {
    case AmountMismatch::Where::Whole:
        return AmountSentences::tr("Total incl. VAT is %1; excl. VAT and VAT make %2.").arg(stated, computed);
    case AmountMismatch::Where::WholeLines:
        return AmountSentences::tr("Total %1 is %2; the lines make %3.").arg(kind, stated, computed);
    case AmountMismatch::Where::WholeGroups:
        return AmountSentences::tr("Total %1 is %2; the posting groups make %3.").arg(kind, stated, computed);
    case AmountMismatch::Where::Line:
        return AmountSentences::tr("Line #%1 incl. VAT is %2; excl. VAT and VAT make %3.")
            .arg(QString::number(place), stated, computed);
    case AmountMismatch::Where::LinePrice:
        return AmountSentences::tr("Line #%1 excl. VAT is %2; quantity and unit price make %3.")
            .arg(QString::number(place), stated, computed);
    case AmountMismatch::Where::Group:
        return AmountSentences::tr("Posting group #%1 incl. VAT is %2; excl. VAT and VAT make %3.")
            .arg(QString::number(place), stated, computed);
    case AmountMismatch::Where::GroupLines:
        return AmountSentences::tr("Posting group #%1 %2 is %3; its lines make %4.")
            .arg(QString::number(place), kind, stated, computed);
    case AmountMismatch::Where::GroupsAndLines:
        return AmountSentences::tr("The posting groups make %2 %1; the lines make %3.").arg(kind, stated, computed);
    }
    return {};
}

AmountFindings amountFindings(const InvoiceCodingProposal& proposal)
{
    return {checkAmounts(proposal), unreadAmounts(proposal), ungroupedLines(proposal),
            proposal.invoice.value_or(Invoice()).currencyCode};
}

AmountFindings amountFindings(const DocumentResult& document)
{
    return {checkAmounts(document), unreadAmounts(document), {}, document.currencyCode};
}

QStringList amountTexts(const AmountFindings& findings)
{
    QStringList texts;
    for (const AmountMismatch& mismatch : findings.mismatches)
        texts.append(mismatchText(mismatch, findings.currency));
    if (!findings.ungrouped.isEmpty())
        texts.append(AmountSentences::tr("In no posting group: %1.").arg(linesText(findings.ungrouped)));
    if (!findings.unread.isEmpty())
        texts.append(unreadText(findings.unread));
    return texts;
}

Sentence amountsSentence(const AmountFindings& findings)
{
    constexpr qsizetype longestShown = 200;
    const QStringList texts = amountTexts(findings);
    if (texts.isEmpty())
        return {};
    QString happened = AmountSentences::tr("Not all amounts are checked.");
    if (!findings.mismatches.isEmpty())
        happened = AmountSentences::tr("⚠ Amounts do not add up.");
    else if (!findings.ungrouped.isEmpty())
        happened = AmountSentences::tr("⚠ Not all lines are in a posting group.");
    QStringList told{elidedText(texts.first(), longestShown)};
    if (texts.size() > 1)
        told.append(AmountSentences::tr("And %n more.", nullptr, static_cast<int>(texts.size() - 1)));
    return {happened, told.join(u' '), {}};
}

QStringList lineCheckTexts(const AmountFindings& findings, qsizetype lines)
{
    QList<QStringList> parts(lines);
    for (const AmountMismatch& mismatch : findings.mismatches) {
        const QString computed = amountNumber(mismatch.computed, findings.currency);
        if (mismatch.where == AmountMismatch::Where::Line)
            parts[mismatch.index].append(AmountSentences::tr("excl. + VAT: %1").arg(computed));
        else if (mismatch.where == AmountMismatch::Where::LinePrice)
            parts[mismatch.index].append(AmountSentences::tr("quantity × price: %1").arg(computed));
    }
    for (const qsizetype line : findings.ungrouped)
        parts[line].append(AmountSentences::tr("in no posting group"));
    QStringList texts;
    bool hasAny = false;
    for (const QStringList& ofLine : std::as_const(parts)) {
        hasAny = hasAny || !ofLine.isEmpty();
        texts.append(ofLine.isEmpty() ? QString() : QStringLiteral("⚠ ") + ofLine.join(QStringLiteral("; ")));
    }
    return hasAny ? texts : QStringList();
}

} // namespace kaunt
