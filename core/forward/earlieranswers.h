// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/storage/logqueries.h"

#include <QList>

namespace kaunt {

/// A delivery that came before, and what a target answered to it.
struct EarlierAnswer {
    DeliverySummary delivery;
    ForwardRecord forward;
};

/// What the target of `forward` answered to earlier deliveries: of the event, then of earlier events of its type, the
/// nearest first. Of either `most` deliveries are looked at.
[[nodiscard]] Result<QList<EarlierAnswer>, LogError> answersBefore(const LogQueries& log, const ForwardRecord& forward,
                                                                   int most);

} // namespace kaunt
