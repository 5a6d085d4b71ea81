// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/settings.h"
#include "core/storage/forwardrecord.h"
#include "ui/sentences.h"

namespace kaunt {

/// How a target of forwarded deliveries is doing; empty where there is nothing to say.
[[nodiscard]] Sentence sentenceFor(const ForwardState& state);
/// That answers come from targets that are set to pass through, one for each; none where nothing is.
[[nodiscard]] QList<Sentence> passThroughSentences(const Settings& settings);
/// What became of a forwarded delivery: "answered 200 within 3 ms".
[[nodiscard]] QString forwardText(const ForwardRecord& record);

} // namespace kaunt
