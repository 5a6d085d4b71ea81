// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace kaunt {

/// Numbers of a resource are kept as the exact text that came ("1250.00"); null where absent or null. Views format
/// them.
using DecimalText = QString;

} // namespace kaunt
