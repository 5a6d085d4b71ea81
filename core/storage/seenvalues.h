// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/filterexpression.h"
#include "core/storage/logdatabase.h"

#include <QStringList>

namespace kaunt {

/// Whether the values of a field are as many as the log has seen.
[[nodiscard]] bool hasSeenValues(FilterExpression::Field field);

/// The values of a filter's field that have `part` in them (an id: begin with it), of the latest 20,000 events or
/// deliveries; the latest first, 20 at the most. None for a field whose values are not seen but fixed. Of `field:`,
/// what the payloads of the latest 100 deliveries have: paths with their sign of equality, and once that is written the
/// values there. In the thread of the connection.
[[nodiscard]] Result<QStringList, LogError> seenValues(const LogDatabase& database, FilterExpression::Field field,
                                                       const QString& part);

} // namespace kaunt
