// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/amountchecks.h"
#include "ui/sentences.h"

namespace kaunt {

/// "excl. VAT", "VAT", "incl. VAT".
[[nodiscard]] QString amountKindText(AmountKind kind);
/// One mismatch: what is stated, and what the amounts that it should follow from come to.
[[nodiscard]] QString mismatchText(const AmountMismatch& mismatch, const QString& currency);
/// All of them, the first few in full, and what could not be checked; empty where everything was and adds up.
[[nodiscard]] Sentence amountsSentence(const QList<AmountMismatch>& mismatches, const QList<DecimalText>& unread,
                                       const QString& currency);

} // namespace kaunt
