// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/noanswer.h"

#include <QString>

namespace kaunt {

/// Why a delivery got no answer, without a stop at the end.
[[nodiscard]] QString noAnswerText(const NoAnswer& why);

} // namespace kaunt
