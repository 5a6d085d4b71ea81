// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logqueries.h"

namespace kaunt {

/// Whether a log has anything but tests of the guide, without a word of the user's to them. Looks at the first hundred.
[[nodiscard]] Result<bool, LogError> hasMoreThanTests(const LogQueries& log);

} // namespace kaunt
