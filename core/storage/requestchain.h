// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/delivery.h"

#include <QList>

namespace kaunt {

/// The events that one request (tenant and CorrelationId) led to. A plain value.
struct RequestChain {
    QList<DeliverySummary> events; ///< the first delivery of each, in the order in which they came
    bool hasMore = false;          ///< these are the nearest to the one in question, and there are others
    /// How many deliveries before and after it were looked through; 0 where that is the whole log.
    qint64 reach = 0;
};

} // namespace kaunt
