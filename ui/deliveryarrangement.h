// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/deliveryorder.h"
#include "core/storage/logqueries.h"
#include "core/storage/rowplacement.h"
#include "core/storage/sortrun.h"

namespace kaunt {

/// What a list shows, and what is to become of it.
struct ArrangementPlan {
    enum class From {
        Shown,       ///< the rows are in their order; only the changes want their places
        Runs,        ///< the order is that of the runs
        NewestFirst, ///< the rows in the order of the log
    };

    From from = From::Shown;
    DeliveryQuery query;
    DeliveryOrder order;
    QList<SortRun> runs;
    SortedRows rows;  ///< all but its numbers
    qint64 after = 0; ///< the rows account for all deliveries up to this one
    QList<qint64> shown;
};

/// What has become of a plan: the rows in their places.
struct Arrangement {
    PlacedRows placed;
    RowsByNumber shownRows; ///< unless they were in their order
};

/// Pure but for the log; takes half a second among a million rows: for the reader's thread.
[[nodiscard]] Result<Arrangement, LogError> arrange(const LogQueries& log, const ArrangementPlan& plan);

} // namespace kaunt
