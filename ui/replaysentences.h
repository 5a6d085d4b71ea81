// SPDX-License-Identifier: MIT
#pragma once

#include "core/forward/outgoingreplay.h"
#include "ui/sentences.h"

namespace kaunt {

/// Why a delivery of the log can't be sent again.
[[nodiscard]] Sentence sentenceFor(ReplayFlaw flaw, qint64 delivery);

} // namespace kaunt
