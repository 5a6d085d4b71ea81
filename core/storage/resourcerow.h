// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logstatement.h"
#include "core/webhook/delivery.h"

namespace kaunt {

/// "SELECT … FROM resources" with the columns that resourceFrom() reads; a WHERE may follow.
[[nodiscard]] QString selectResources();
/// The row that the statement stands on.
[[nodiscard]] ResourceRecord resourceFrom(const LogStatement& row);

} // namespace kaunt
