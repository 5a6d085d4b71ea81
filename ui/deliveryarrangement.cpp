// SPDX-License-Identifier: MIT
#include "ui/deliveryarrangement.h"

namespace kaunt {

Result<Arrangement, LogError> arrange(const LogQueries& log, const ArrangementPlan& plan)
{
    using From = ArrangementPlan::From;
    Arrangement arrangement;
    if (plan.from != From::Shown)
        arrangement.shownRows = RowsByNumber(plan.shown);
    SortedRows rows = plan.rows;
    switch (plan.from) {
    case From::Shown:
        rows.numbers = plan.shown;
        break;
    case From::Runs:
        rows.numbers = SortRun::merged(plan.runs, plan.order.isAscending);
        break;
    case From::NewestFirst:
        rows.numbers = arrangement.shownRows.newestFirst();
        break;
    }
    auto placed = log.place(plan.query, plan.order, rows, plan.after);
    if (!placed)
        return failure(placed.error());
    arrangement.placed = std::move(*placed);
    if (plan.from != From::Shown)
        arrangement.placed.compareWith(plan.shown, arrangement.shownRows);
    return arrangement;
}

} // namespace kaunt
