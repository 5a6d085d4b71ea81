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
    };

    Where where = Where::Whole;
    int index = -1; ///< of the line or the group, from 0
    AmountKind amount = AmountKind::InclVat;
    DecimalText stated;
    DecimalText computed;

    bool operator==(const AmountMismatch&) const = default;
};

/// What does not add up, group and line by group and line. Sums are exact; only quantity times price may be off by what
/// their rounding makes, and a hundredth at the least. An amount that is missing, or is no plain decimal, says nothing
/// either way. Lines of a group are found by their index, or by number where there is none and each is that of one line
/// alone. Pure.
[[nodiscard]] QList<AmountMismatch> checkAmounts(const InvoiceCodingProposal& proposal);
[[nodiscard]] QList<AmountMismatch> checkAmounts(const DocumentResult& document);

/// Whether a posting group could be compared with its lines: all are there, and both sides say what they are excl. VAT.
[[nodiscard]] bool isComparedWithLines(const InvoiceCodingProposal& proposal, int group);

/// A value of a combination that is not the best of the values which are proposed for its dimension alone.
struct CombinationConflict {
    DimensionValue combined;
    DimensionValue single; ///< the best one
};

/// Of one combination against the single values of its line, by dimension and in its order; what is proposed on one
/// side only is no conflict. Pure.
[[nodiscard]] QList<CombinationConflict> combinationConflicts(const DimensionCombination& combination,
                                                              const LineProposal& line);

} // namespace kaunt
