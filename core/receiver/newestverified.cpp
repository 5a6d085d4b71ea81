// SPDX-License-Identifier: MIT
#include "core/receiver/newestverified.h"

namespace kaunt {

QList<DeliverySummary> newestVerified(const LogQueries& log)
{
    constexpr int newest = 1'024;
    DeliveryQuery query;
    query.quick = DeliveryQuery::Quick::Verified;
    return log.page(query, 0, newest).value_or(QList<DeliverySummary>());
}

} // namespace kaunt
