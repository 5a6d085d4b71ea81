// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logstatement.h"
#include "core/webhook/delivery.h"

namespace kaunt {

/// "SELECT … FROM resources" with the columns that resourceFrom() reads; a WHERE may follow.
[[nodiscard]] QString selectResources();
/// What comes first of those of one subject: the latest that was read, else the latest try. For all that tells of the
/// one that is shown of them.
[[nodiscard]] QString shownResourceFirst();
/// The row that the statement stands on.
[[nodiscard]] ResourceRecord resourceFrom(const LogStatement& row);

} // namespace kaunt
