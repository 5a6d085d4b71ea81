// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logqueries.h"

namespace kaunt {

/// The newest 1,024 verified deliveries of a log, by which a receiver knows what earlier runs have seen; none where it
/// can't be read.
[[nodiscard]] QList<DeliverySummary> newestVerified(const LogQueries& log);

} // namespace kaunt
