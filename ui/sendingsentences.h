// SPDX-License-Identifier: MIT
#pragma once

#include "core/sending/deliverysender.h"

#include <QString>

namespace kaunt {

/// Why a delivery got no answer: what came back in place of one, or the system's words, either without a stop.
[[nodiscard]] QString noAnswerText(const SendOutcome& outcome);

} // namespace kaunt
