// SPDX-License-Identifier: MIT
#pragma once

#include "core/sending/deliverysender.h"

#include <QString>

namespace kaunt {

/// Why a delivery got no answer, as a part of a sentence: what came back in place of one, or the system's words.
[[nodiscard]] QString noAnswerText(const SendOutcome& outcome);

} // namespace kaunt
