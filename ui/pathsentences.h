// SPDX-License-Identifier: MIT
#pragma once

#include "core/pathtest/pathreport.h"
#include "ui/sentences.h"

namespace kaunt {

/// What became of a probe on its way, and what to do about it.
[[nodiscard]] Sentence sentenceFor(const PathChange& change);
[[nodiscard]] QString pathEffectText(PathChange::Effect effect); ///< "Breaks deliveries"
/// What a probe tries: "a newline at the end".
[[nodiscard]] QString probeText(const QString& name);
/// To which of them a change happened: "bom, crlf", "12 probes".
[[nodiscard]] QString probesText(const SharedPathChange& shared);
/// The whole, or why nothing but the plain probe was sent.
[[nodiscard]] Sentence sentenceFor(const PathReport& report);

} // namespace kaunt
