// SPDX-License-Identifier: MIT
#pragma once

#include "core/forward/forwardtarget.h"
#include "core/storage/forwardrecord.h"
#include "ui/sentences.h"

namespace kaunt {

/// How a target of forwarded deliveries is doing; empty where there is nothing to say.
[[nodiscard]] Sentence sentenceFor(const ForwardState& state);
/// What became of a forwarded delivery: "answered 200 within 3 ms".
[[nodiscard]] QString forwardText(const ForwardRecord& record);

} // namespace kaunt
