// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/delivery.h"
#include "core/webhook/retryforecast.h"

#include <QString>

namespace kaunt {

/// What an event's attempts tell people. Pure; `attempts` are those of a deliveryHistory(), in their order.

/// Why `after` came after the one before it, as a few words that go on after “probably because”: by what we answered
/// and how long that took, as far as the log knows.
[[nodiscard]] QString repeatCause(const DeliverySummary& before, const DeliverySummary& after);
/// How many there are, in what time, and why `shown` came again where it did; in sentences.
[[nodiscard]] QString attemptsText(const QList<DeliverySummary>& attempts, qint64 shown);
/// Whether and when the next is to be expected, and when Kaunt gives up, said to be the estimate that it is. Empty
/// where there are no attempts.
[[nodiscard]] QString forecastText(const QList<DeliverySummary>& attempts, qint64 nowUtcMillis);
[[nodiscard]] RetryForecast forecastOf(const QList<DeliverySummary>& attempts);

} // namespace kaunt
