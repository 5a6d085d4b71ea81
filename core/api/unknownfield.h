// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace kaunt {

/// What came in an answer and is in no model of it. A plain value.
struct UnknownField {
    QString path; ///< "invoice.vendor.mood", "invoiceCodingProposalGroups[0].weight"
    QString text; ///< what stands there, by shownText()
};

} // namespace kaunt
