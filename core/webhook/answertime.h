// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/delivery.h"

#include <chrono>
#include <optional>

namespace kaunt {

/// How a delivery is noted whose answer had to wait once it was stored, for the target that gives it or on purpose:
/// "answered-after:3005ms", to the millisecond. The time is that from stored to answered.
[[nodiscard]] QString answerWaitNote(std::chrono::milliseconds wait);
/// That time, where there is such a note. Pure.
[[nodiscard]] std::optional<std::chrono::milliseconds> notedAnswerWait(const QStringList& notes);

/// From a delivery's hand-over to its answer, in microseconds: storedMicros, and what it waited then. -1 where that is
/// not known. Pure.
[[nodiscard]] qint64 answeredMicros(const DeliverySummary& delivery);

} // namespace kaunt
