// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logqueries.h"

namespace kaunt {

/// What a receiver adds to a delivery once it is answered: the cause of a refusal, and how long storing took. Whoever
/// asks right after the answer would be told that nothing explains it.
///
/// Reads those again that came within the last two seconds and lack it, until they have it or are older than that:
/// their receiver may be gone. Blocks the calling thread, which is that of the log.
void awaitSettled(const LogQueries& log, const Clock& clock, QList<DeliverySummary>& deliveries);
/// The same of the newest of a query, for what reads them later.
void awaitNewestSettled(const LogQueries& log, const Clock& clock, const DeliveryQuery& query);

} // namespace kaunt
