// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/filterexpression.h"

namespace kaunt {

/// The term of a filter that the search index narrows the log by, as a question to an FTS5 table of trigrams without
/// positions: what it finds is all that the term can match and more, so that the whole filter still decides.
struct SearchTerm {
    QString match;         ///< empty where no term can be looked up
    bool isInText = false; ///< found in resources too
};

/// Pure. The term with the longest text: not negated, and three characters at least in each of its alternatives.
[[nodiscard]] SearchTerm searchTermOf(const FilterExpression& filter);

} // namespace kaunt
