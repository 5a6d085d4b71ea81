// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/documentresult.h"
#include "core/api/invoicecodingproposal.h"

#include <QList>

namespace kaunt {

enum class AmountKind { ExVat, Vat, InclVat };

/// An amount that does not agree with the amounts that it should follow from. A plain value.
struct AmountMismatch {
    enum class Where {
        Whole,       ///< the invoice's or the document's VAT: excl. and VAT do not make incl.
        WholeLines,  ///< the sum of all lines
        WholeGroups, ///< the sum of all posting groups
        Line,        ///< a line's VAT
        LinePrice,   ///< a line's quantity times its unit price
        Group,       ///< a posting group's VAT
        GroupLines,  ///< the sum of a posting group's lines
        /// The sum of all posting groups, which is what is stated, and that of all lines; where no total is stated.
        GroupsAndLines,
    };

    Where where = Where::Whole;
    int index = -1; ///< of the line or the group, from 0
    AmountKind amount = AmountKind::InclVat;
    DecimalText stated;
    DecimalText computed;

    bool operator==(const AmountMismatch&) const = default;
};

/// What does not add up, group and line by group and line. What rounding can make is no mismatch: by half of its last
/// place an amount may be off that has fewer than what it is compared with (but two, in most currencies), each line of
/// a total, and each part of a sum of VAT or with VAT; and so may quantity and price, or their product by a hundredth.
/// All else is exact. An amount that is missing, or can't be read, says nothing either way; a line without any number,
/// which is text alone, is no part of a sum. A price may include VAT. Lines of a group are found by their index, or by
/// number where there is none and each is that of one line alone; each counts once. Pure.
[[nodiscard]] QList<AmountMismatch> checkAmounts(const InvoiceCodingProposal& proposal);
[[nodiscard]] QList<AmountMismatch> checkAmounts(const DocumentResult& document);

/// The amounts, prices and quantities that are no decimal or too large, and so are not checked; each once. Pure.
[[nodiscard]] QList<DecimalText> unreadAmounts(const InvoiceCodingProposal& proposal);
[[nodiscard]] QList<DecimalText> unreadAmounts(const DocumentResult& document);

/// What is known of a posting group beside its lines; nothing where one of them is not to be found.
struct GroupCheck {
    QList<AmountKind> compared; ///< with the sum of the lines: the group states them, and so does each line
    bool isWhole = true;        ///< it states no others
    /// Of those compared, what is not the sum of the lines, and no mismatch: rounding can make the difference.
    QList<AmountMismatch> rounded;
    QList<qsizetype> shared; ///< the lines, from 0, that are in another group too
};

/// Of each group. Pure.
[[nodiscard]] QList<GroupCheck> checkGroups(const InvoiceCodingProposal& proposal);
/// The invoice's lines, from 0, that are in no posting group, but for those of text alone; none where there are no
/// groups, or it can't be told of each which lines it is made of. Pure.
[[nodiscard]] QList<qsizetype> ungroupedLines(const InvoiceCodingProposal& proposal);

} // namespace kaunt
