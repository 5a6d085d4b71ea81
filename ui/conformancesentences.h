// SPDX-License-Identifier: MIT
#pragma once

#include "core/conformance/conformancecase.h"
#include "ui/sentences.h"

namespace kaunt {

/// What an integrator's endpoint did in one case, and what to do about it.
[[nodiscard]] Sentence sentenceFor(const ConformanceResult& result);
[[nodiscard]] QString gradeText(ConformanceResult::Grade grade); ///< "Passed"

} // namespace kaunt
