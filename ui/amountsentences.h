// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/amountchecks.h"
#include "ui/sentences.h"

#include <QStringList>

namespace kaunt {

/// "excl. VAT", "VAT", "incl. VAT".
[[nodiscard]] QString amountKindText(AmountKind kind);
/// One mismatch: what is stated, and what the amounts that it should follow from come to.
[[nodiscard]] QString mismatchText(const AmountMismatch& mismatch, const QString& currency);
/// What is to be told of the amounts of a resource. A plain value.
struct AmountFindings {
    QList<AmountMismatch> mismatches;
    QList<DecimalText> unread;
    QList<qsizetype> ungrouped; ///< lines, from 0, that are in no posting group
    QString currency;
};

[[nodiscard]] AmountFindings amountFindings(const InvoiceCodingProposal& proposal);
[[nodiscard]] AmountFindings amountFindings(const DocumentResult& document);
/// Each of them as a sentence.
[[nodiscard]] QStringList amountTexts(const AmountFindings& findings);
/// What they come to, with the first of them; empty where everything was checked and adds up.
[[nodiscard]] Sentence amountsSentence(const AmountFindings& findings);
/// What is to be told of each line of an invoice or a document, in few words; nothing where there is none to tell of
/// any.
[[nodiscard]] QStringList lineCheckTexts(const AmountFindings& findings, qsizetype lines);

} // namespace kaunt
