// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logdatabase.h"

namespace kaunt {

/// A delivery is not to be lost with what is only said about it: where such a table is absent or damaged, an empty one
/// stands before it for this connection.
[[nodiscard]] Result<void, LogError> standInForRemarks(const LogDatabase& damaged);

} // namespace kaunt
