// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace kaunt {

/// How long deliveries are kept. 0 means: no bound. A plain value.
struct RetentionPolicy {
    int maxAgeDays = 90;
    qint64 maxBytes = qint64{1} << 30;

    bool operator==(const RetentionPolicy&) const = default;
};

/// Whether a bound is below what it was, by which deliveries may go at once.
[[nodiscard]] constexpr bool isTighter(qint64 bound, qint64 before)
{
    return bound > 0 && (before == 0 || bound < before);
}

} // namespace kaunt
