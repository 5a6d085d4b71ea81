// SPDX-License-Identifier: MIT
#pragma once

#include "core/conformance/conformancerun.h"
#include "ui/sentences.h"

namespace kaunt {

/// What an integrator's endpoint did in one case, and what to do about it.
[[nodiscard]] Sentence sentenceFor(const ConformanceResult& result);
/// Why nothing was checked, where nobody was reached.
[[nodiscard]] Sentence unreachedSentence(const ConformanceReport& report);
/// How many were passed, remarked and failed, as a line.
[[nodiscard]] QString totalsText(const ConformanceReport& report);
[[nodiscard]] QString gradeText(ConformanceResult::Grade grade); ///< "Passed"

} // namespace kaunt
