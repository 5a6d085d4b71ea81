// SPDX-License-Identifier: MIT
#include "ui/amountsentences.h"

#include "ui/quantities.h"
#include "ui/visibletext.h"

#include <QCoreApplication>

namespace kaunt {

namespace {

struct AmountSentences {
    Q_DECLARE_TR_FUNCTIONS(AmountSentences)
};

constexpr qsizetype mostNamed = 3;

QString unreadText(const QList<DecimalText>& unread)
{
    constexpr qsizetype longestShown = 40;
    QStringList shown;
    for (const DecimalText& text : unread.first(std::min(unread.size(), mostNamed)))
        shown.append(QStringLiteral("“%1”").arg(elidedText(visibleText(text), longestShown)));
    if (unread.size() > mostNamed)
        shown.append(QStringLiteral("…"));
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

Sentence amountsSentence(const QList<AmountMismatch>& mismatches, const QList<DecimalText>& unread,
                         const QString& currency)
{
    if (mismatches.isEmpty() && unread.isEmpty())
        return {};
    QStringList told;
    for (const AmountMismatch& mismatch : mismatches.first(std::min(mismatches.size(), mostNamed)))
        told.append(mismatchText(mismatch, currency));
    if (mismatches.size() > mostNamed)
        told.append(AmountSentences::tr("And %n more.", nullptr, static_cast<int>(mismatches.size() - mostNamed)));
    if (!unread.isEmpty())
        told.append(unreadText(unread));
    return {mismatches.isEmpty() ? AmountSentences::tr("Not all amounts are checked.")
                                 : AmountSentences::tr("⚠ Amounts do not add up."),
            told.join(u' '),
            {}};
}

} // namespace kaunt
