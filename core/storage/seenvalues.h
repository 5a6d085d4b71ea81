// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/filterexpression.h"
#include "core/storage/logdatabase.h"

#include <QStringList>

namespace kaunt {

/// Whether the values of a field are as many as the log has seen.
[[nodiscard]] bool hasSeenValues(FilterExpression::Field field);

/// What seenValues() found.
struct SeenValues {
    QStringList values;    ///< the latest first, mostSeenValues at the most
    qint64 searchedTo = 0; ///< what is older than this number was not looked at; 0: all was
};

inline constexpr int mostSeenValues = 20;

/// The values of a filter's field that have `part` in them (an id: begin with it), of the latest `rows` events or
/// deliveries before a number, 0: of all. None for a field whose values are not seen but fixed. Of `field:`, what the
/// payloads of the latest 100 deliveries have, and no others: paths with their sign of equality, and once that is
/// written the values there. In the thread of the connection.
[[nodiscard]] Result<SeenValues, LogError> seenValues(const LogDatabase& database, FilterExpression::Field field,
                                                      const QString& part, qint64 before = 0, int rows = 20'000);

} // namespace kaunt
