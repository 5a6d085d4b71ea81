// SPDX-License-Identifier: MIT
#pragma once

#include <QList>

#include <optional>

namespace kaunt {

/// What the times of an event's attempts say of the next one. An estimate: that Kaunt repeats with exponential backoff
/// for at most 24 hours is documented, its base, factor and jitter are not (kaunt-api.md, Retries). Milliseconds, times
/// are UTC since 1970.
struct RetryForecast {
    std::optional<double> factor; ///< by which each wait is longer than the one before; where two or more fit one
    qint64 next = 0;              ///< when the next attempt is to be expected; 0 where nothing tells
    qint64 afterEnd = 0;          ///< when it would be, where that is after `givesUp` and there is no `next` for it
    int waits = 0;                ///< of how many this is said
    bool isEarliest = false;      ///< `next` is no more than the earliest: one wait says nothing of growth
    qint64 givesUp = 0;           ///< 24 hours after the first
};

/// `attempts` are the arrivals, first attempt first. What comes within a second of one counts as the same: it was sent
/// more than once, and did not wait for an answer. Pure.
[[nodiscard]] RetryForecast forecastRetry(const QList<qint64>& attempts);

} // namespace kaunt
