// SPDX-License-Identifier: MIT
#pragma once

#include "core/alerts/alert.h"
#include "core/alerts/alerthookfailure.h"
#include "ui/sentences.h"

namespace kaunt {

/// Needs Core only, so that kauntctl says the same as the window.

[[nodiscard]] QString alertRuleText(AlertRule rule); ///< "Refused deliveries"
/// What happened has nothing of a payload in it, so that it can stand in a notification, which may read it as markup.
[[nodiscard]] Sentence sentenceFor(const Alert& alert);
[[nodiscard]] Sentence sentenceFor(const AlertHookFailure& failure);

} // namespace kaunt
